import { hashText } from '../../hash-text.ts';
import { applyPlannedEdit, changedMeanwhile } from './apply-planned-edit.ts';
import { locateEdit } from './located-path.ts';
import { MASK_PROBLEM, writesMasks } from './masked-secrets.ts';
import { notReadBecause } from './read-file.ts';
import type { InvalidCall, Tool } from './tool.ts';
import { claim, type InputOf, inputSchema, list, object, optional, readInput, text } from './tool-input.ts';

const REPLACEMENT = {
  old_text: text('The text to replace, exactly as it stands in the file without line numbers; it must be there once.'),
  new_text: text('What stands there afterwards.'),
  replace_all: optional(claim('Replace every place where old_text stands.'), false),
};
const INPUT = {
  path: text('Path of the file, relative to the workspace.'),
  edits: list('The replacements, carried out in order; either all or none.', object(REPLACEMENT)),
};

export const editFileTool: Tool = {
  name: 'edit_file',
  description:
    'Changes a file by exact replacement. Read the file first. Give enough of the surrounding lines that old_text stands there only once. Put several changes of one file into one call.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, context, signal) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { path, edits } = read.values;
    if (edits.length === 0) return { kind: 'invalid', message: '"edits" is empty.' };
    const { place, dangers } = await locateEdit(path, context);
    const answer = await context.workspace.readFile(place.path, signal);
    if (answer.kind !== 'file') {
      const create = answer.kind === 'missing' ? ' To make a new file use create_file.' : '';
      return { kind: 'invalid', message: `${notReadBecause(answer, place.path)}${create}` };
    }
    const seen = context.reads.get(place.path);
    if (seen === undefined) return { kind: 'invalid', message: `Read ${place.path} before you edit it.` };
    if (seen !== hashText(answer.text)) return { kind: 'invalid', message: changedMeanwhile(place.path) };
    const replaced = replaceAll(answer.text, edits);
    if (replaced.kind === 'invalid') return replaced;
    const edit = { path: place.path, before: answer.text, after: replaced.text };
    if (edit.before === edit.after) return { kind: 'invalid', message: 'These edits change nothing.' };
    if (writesMasks(edit.before, edit.after)) return { kind: 'invalid', message: MASK_PROBLEM };
    return {
      kind: 'plan',
      title: `edit ${place.path}`,
      effect: 'edit',
      changes: true,
      subject: place.path,
      dangers,
      edit,
      run: (running) => applyPlannedEdit(edit, context, running),
    };
  },
};

function replaceAll(
  whole: string,
  edits: readonly InputOf<typeof REPLACEMENT>[],
): { readonly kind: 'text'; readonly text: string } | InvalidCall {
  let current = whole;
  for (const [index, { old_text, new_text, replace_all }] of edits.entries()) {
    const place = edits.length === 1 ? 'old_text' : `old_text of edit ${index + 1}`;
    if (old_text === '') return { kind: 'invalid', message: `${place} is empty.` };
    const before = withLineEnds(old_text, current);
    const count = current.split(before).length - 1;
    if (count === 0) {
      return {
        kind: 'invalid',
        message: `${place} does not stand in the file. Read it again and copy the text exactly.`,
      };
    }
    if (count > 1 && !replace_all) {
      return {
        kind: 'invalid',
        message: `${place} stands in the file ${count} times. Give more of the lines around it.`,
      };
    }
    current = current.replaceAll(before, () => withLineEnds(new_text, current));
  }
  return { kind: 'text', text: current };
}

/** A model writes `\n`; a file that is written with `\r\n` stays so. */
function withLineEnds(text: string, file: string): string {
  return file.includes('\r\n') && !text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

import { hashText } from '../../hash-text.ts';
import { applyPlannedEdit, changedMeanwhile } from './apply-planned-edit.ts';
import { locateEdit } from './located-path.ts';
import { MASK_PROBLEM, writesMasks } from './masked-secrets.ts';
import { notReadBecause } from './read-file.ts';
import type { Tool } from './tool.ts';
import { inputSchema, readInput, text } from './tool-input.ts';

const INPUT = {
  path: text('Path of the file, relative to the workspace; folders are made as needed.'),
  text: text('The whole text of the file.'),
};

export const createFileTool: Tool = {
  name: 'create_file',
  description:
    'Writes a new file. A file that is there already is replaced as a whole, if you have read it; for smaller changes use edit_file.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, context, signal) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { place, dangers } = await locateEdit(read.values.path, context);
    const answer = await context.workspace.readFile(place.path, signal);
    if (answer.kind !== 'file' && answer.kind !== 'missing') {
      return { kind: 'invalid', message: notReadBecause(answer, place.path) };
    }
    const before = answer.kind === 'file' ? answer.text : null;
    if (before !== null) {
      const seen = context.reads.get(place.path);
      if (seen === undefined) return { kind: 'invalid', message: `${place.path} is there already. Read it first.` };
      if (seen !== hashText(before)) return { kind: 'invalid', message: changedMeanwhile(place.path) };
    }
    if (writesMasks(before, read.values.text)) return { kind: 'invalid', message: MASK_PROBLEM };
    const edit = { path: place.path, before, after: read.values.text };
    return {
      kind: 'plan',
      title: `${before === null ? 'create' : 'replace'} ${place.path}`,
      effect: 'edit',
      changes: true,
      subject: place.path,
      dangers,
      edit,
      run: (running) => applyPlannedEdit(edit, context, running),
    };
  },
};

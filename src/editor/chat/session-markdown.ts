import { assertNever } from '../../core/assert-never.ts';
import type { AnswerEntry, ChatEntry, ToolPart } from '../../protocol/chat-entry.ts';
import { fenced } from '../fenced.ts';
import { readableTime } from '../readable-time.ts';

/** A conversation as a Markdown document, for a person to keep or to hand on. */
export function sessionMarkdown(title: string, entries: readonly ChatEntry[]): string {
  return `# ${title}\n\n${entries.map(entryMarkdown).join('\n\n')}\n`;
}

function entryMarkdown(entry: ChatEntry): string {
  switch (entry.kind) {
    case 'user': {
      const attached = entry.attached.length === 0 ? '' : `\n\n*Attached: ${entry.attached.join('; ')}*`;
      return `## ${entry.isTask ? 'Task' : 'You'}, ${readableTime(entry.at)}\n\n${entry.text}${attached}`;
    }
    case 'answer':
      return `## Dreamwright, ${readableTime(entry.at)}\n\n${answerMarkdown(entry)}`;
    case 'notice':
      return `*${entry.text}*`;
    default:
      return assertNever(entry);
  }
}

function answerMarkdown({ recalled, parts, problem }: AnswerEntry): string {
  const pieces = [
    ...(recalled.length === 0 ? [] : [`*Recalled: ${recalled.map(({ path }) => path).join(', ')}*`]),
    ...parts.map((part) => (part.kind === 'text' ? part.markdown : toolMarkdown(part))),
    ...(problem === null ? [] : [`*${problem.text}*`]),
  ];
  return pieces.join('\n\n');
}

function toolMarkdown({ title, summary, state, detail, effect }: ToolPart): string {
  const end = summary === '' ? state : summary;
  const line = `- \`${title}\`: ${end}`;
  return detail === '' ? line : `${line}\n\n${fenced(detail, effect === 'edit' ? 'diff' : '')}`;
}

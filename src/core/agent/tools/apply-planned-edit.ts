import { assertNever } from '../../assert-never.ts';
import { hashText } from '../../hash-text.ts';
import { changeSummary } from './change-summary.ts';
import type { ToolContext, ToolOutcome } from './tool.ts';
import type { FileEdit } from './workspace-port.ts';

/** Writes what was planned, where the file is still what the plan was made for. */
export async function applyPlannedEdit(
  edit: FileEdit,
  { workspace, reads }: ToolContext,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const { path, before, after } = edit;
  const answer = await workspace.applyEdit(edit, signal);
  switch (answer.kind) {
    case 'accepted': {
      reads.set(path, hashText(answer.text));
      const { summary, detail } = changeSummary(path, before, answer.text);
      const verb = before === null ? 'Created' : 'Changed';
      const further =
        answer.text === after
          ? ''
          : ` It was changed further as it was saved:\n${changeSummary(path, after, answer.text).detail}`;
      return { text: `${verb} ${path} (${summary}).${further}`, isError: false, origin: 'tool', summary, detail };
    }
    case 'rejected':
      return {
        text: `The person did not accept the change of ${path}: ${answer.reason}`,
        isError: true,
        origin: 'tool',
        summary: 'not accepted',
      };
    case 'changed-meanwhile':
      return { text: changedMeanwhile(path), isError: true, origin: 'assistant', summary: 'changed meanwhile' };
    default:
      return assertNever(answer);
  }
}

export function changedMeanwhile(path: string): string {
  return `${path} has changed since you read it, and nothing was written. Read it again, then repeat the edit on what stands there now.`;
}

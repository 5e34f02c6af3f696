import type { Danger } from '../../core/agent/permission/danger.ts';
import type { TurnEnd, TurnEvent } from '../../core/agent/turn-event.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { ToolPart } from '../../protocol/chat-entry.ts';
import type { ChatUpdate } from '../../protocol/chat-state.ts';
import { recalledNow } from './chat-entries.ts';
import { emptyAnswer } from './empty-answer.ts';
import { problemOf } from './problem-of.ts';

/**
 * What the chat shows of an event of a turn that writes the answer `answer`. What the session keeps is not its part;
 * `hasBegun` tells of it whether there is something that the answer could go on from.
 */
export function updatesOf(event: TurnEvent, answer: string, hasBegun: () => boolean): readonly ChatUpdate[] {
  switch (event.kind) {
    case 'answer-started':
      return [{ kind: 'entry-added', entry: emptyAnswer(event.id, event.at) }];
    case 'recalled':
      return [{ kind: 'answer-changed', entry: answer, change: { recalled: recalledNow(event.hits) } }];
    case 'text-delta':
      return [{ kind: 'text-delta', entry: answer, text: event.text }];
    case 'tool-planned':
      return [{ kind: 'tool-added', entry: answer, part: plannedTool(event) }];
    case 'tool-started':
      return [toolChange(answer, event.call, { state: 'running' })];
    case 'tool-output':
      return [{ kind: 'tool-output', entry: answer, call: event.call, text: event.text }];
    case 'tool-ended': {
      const { state, summary, detail } = event;
      return [toolChange(answer, event.call, { state, summary, detail, ask: null })];
    }
    case 'ended':
      return [endOf(answer, event.end, hasBegun())];
    case 'recorded':
    case 'usage':
    case 'todos':
    case 'context':
    case 'waiting':
    case 'trouble':
    // The chat itself knows when it asks.
    case 'tool-asked':
      return [];
    default:
      return assertNever(event);
  }
}

export function toolChange(
  answer: string,
  call: string,
  change: Extract<ChatUpdate, { kind: 'tool-changed' }>['change'],
): ChatUpdate {
  return { kind: 'tool-changed', entry: answer, call, change };
}

/** Why a call is asked about whatever the rules, as a sentence. */
export function dangerSentence({ kind, what }: Danger): string {
  switch (kind) {
    case 'outside-workspace':
      return `${what} is outside the workspace.`;
    case 'secret-file':
      return `${what} holds secrets.`;
    case 'destructive':
      return `"${what}" can't be taken back.`;
    case 'runs-code':
      return `${what} says what other programs run or allow.`;
    case 'unclear':
      return `What "${what}" runs can't be told for sure.`;
    default:
      return assertNever(kind);
  }
}

function plannedTool({ call, title, effect }: Extract<TurnEvent, { kind: 'tool-planned' }>): ToolPart {
  return {
    kind: 'tool',
    call,
    title,
    effect,
    state: 'planned',
    summary: '',
    detail: '',
    ask: null,
    isUndoable: false,
  };
}

function endOf(answer: string, end: TurnEnd, hasBegun: boolean): ChatUpdate {
  const state = end.kind === 'failed' ? 'stopped' : 'done';
  return { kind: 'answer-changed', entry: answer, change: { state, problem: problemOf(end, hasBegun) } };
}

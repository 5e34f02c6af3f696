import {
  type PermissionQuestion,
  type PermissionRule,
  possibleAnswers,
} from '../../core/agent/permission/permission.ts';
import { suggestedPattern } from '../../core/agent/permission/suggested-pattern.ts';
import type { ToolPlan } from '../../core/agent/tools/tool.ts';
import type { FileEdit, PersonQuestion, WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import type { PermissionAnswer, ToolPart } from '../../protocol/chat-entry.ts';
import { dangerSentence } from './apply-turn-event.ts';
import type { CardAnswer } from './card-answer.ts';
import type { ChatTools } from './chat-tools.ts';
import { OpenAsks } from './open-asks.ts';
import { proposedDiff } from './proposed-diff.ts';

const EVERY_FILE = '*';

type Permission = { readonly kind: 'allowed' } | { readonly kind: 'denied'; readonly reason: string };

export interface SessionToolsParts {
  readonly tools: ChatTools;
  /** Changes the card of a call. */
  readonly change: (call: string, change: Partial<Omit<ToolPart, 'kind' | 'call'>>) => void;
}

/** What the tools of one session ask and keep: answers that last, open questions, edits that can be undone. */
export class SessionTools {
  readonly workspace: WorkspacePort;
  readonly #parts: SessionToolsParts;
  readonly #asks = new OpenAsks();
  readonly #edits = new Map<string, FileEdit>();
  readonly #commands = new Set<AbortController>();
  #rules: readonly PermissionRule[] = [];
  #askingCalls: readonly string[] = [];
  #applied: FileEdit | null = null;
  #areAllAccepted = false;

  constructor(parts: SessionToolsParts) {
    this.#parts = parts;
    const port = parts.tools.workspace({
      acceptedText: (edit) => parts.tools.review.takeAccepted(edit),
      onApplied: (edit) => {
        this.#applied = edit;
      },
    });
    this.workspace = {
      ...port,
      runCommand: async (request, onOutput, signal) => {
        const stop = new AbortController();
        this.#commands.add(stop);
        try {
          return await port.runCommand(request, onOutput, AbortSignal.any([signal, stop.signal]));
        } finally {
          this.#commands.delete(stop);
        }
      },
    };
  }

  get rules(): readonly PermissionRule[] {
    return [...this.#rules, ...this.#parts.tools.kept.rules()];
  }

  /** An answer begins: what held for all edits of the one before holds no more. */
  beginAnswer(): void {
    this.#areAllAccepted = false;
    this.#askingCalls = [];
  }

  planned(call: string, effect: ToolPlan['effect']): void {
    if (effect === 'ask') this.#askingCalls = [...this.#askingCalls, call];
  }

  /** Edits go in order, so the one just written is of the call that ends; answers whether there was one. */
  ended(call: string): boolean {
    if (this.#applied === null) return false;
    this.#edits.set(call, this.#applied);
    this.#applied = null;
    return true;
  }

  readonly permit = async ({ call, tool, plan }: PermissionQuestion, signal: AbortSignal): Promise<Permission> => {
    if (plan.effect === 'edit' && plan.dangers.length === 0 && this.#areAllAccepted) return { kind: 'allowed' };
    const { change, tools } = this.#parts;
    const pattern = patternOf(plan);
    const waiting = this.#asks.wait(call, signal);
    change(call, { state: 'waiting', ask: { kind: 'permission', ...askOf(plan), pattern }, ...detailOf(plan) });
    const answerHere = (answer: PermissionAnswer) => this.answer(call, { kind: 'permission', answer });
    if (plan.edit !== undefined) await tools.review.show(call, plan.edit, answerHere);
    const answered = await waiting;
    const answer = answered?.kind === 'permission' ? answered.answer : 'deny';
    change(call, { state: 'planned', ask: null });
    if (plan.edit !== undefined) await tools.review.close(call);
    if (answer === 'all') this.#areAllAccepted = true;
    if (answer === 'session') this.#rules = [...this.#rules, { tool, pattern, answer }];
    if (answer === 'always') await tools.kept.keep({ tool, pattern, answer });
    if (answer !== 'deny') return { kind: 'allowed' };
    return { kind: 'denied', reason: signal.aborted ? 'The person stopped the answer.' : 'The person refused.' };
  };

  readonly askPerson = async ({ question, options }: PersonQuestion, signal: AbortSignal): Promise<string | null> => {
    const [call, ...others] = this.#askingCalls;
    if (call === undefined) return null;
    this.#askingCalls = others;
    const waiting = this.#asks.wait(call, signal);
    this.#parts.change(call, { state: 'waiting', ask: { kind: 'question', question, options } });
    const answered = await waiting;
    this.#parts.change(call, { state: 'running', ask: null });
    return answered?.kind === 'question' ? answered.text : null;
  };

  answer(call: string, answer: CardAnswer): void {
    this.#asks.answer(call, answer);
  }

  async openDiff(call: string): Promise<void> {
    await this.#parts.tools.review.open(call);
  }

  /** Stops what runs, not the answer; commands run one at a time. */
  stopCommands(): void {
    for (const command of this.#commands) command.abort();
  }

  /** What of the edit of a call is to be told; null when it is taken back. */
  async undoEdit(call: string): Promise<string | null> {
    const edit = this.#edits.get(call);
    if (edit === undefined) return 'This edit is not known any more. Use Restore on the message before it.';
    if (!(await this.#parts.tools.revert(edit))) {
      return `${edit.path} has changed since, so the edit stays. Undo the later changes first.`;
    }
    this.#edits.delete(call);
    this.#parts.change(call, { isUndoable: false, summary: 'undone' });
    return null;
  }
}

function askOf(plan: ToolPlan): {
  readonly dangers: readonly string[];
  readonly answers: readonly PermissionAnswer[];
} {
  const answers = possibleAnswers(plan);
  const isPlainEdit = plan.effect === 'edit' && plan.dangers.length === 0;
  return {
    dangers: plan.dangers.map(dangerSentence),
    answers: isPlainEdit
      ? answers.flatMap((answer) => (answer === 'once' ? (['once', 'all'] as const) : [answer]))
      : answers,
  };
}

/** What a lasting answer covers: of edits every file of the workspace, of what is dangerous exactly this. */
function patternOf(plan: ToolPlan): string {
  if (plan.dangers.length > 0) return plan.subject;
  if (plan.effect === 'edit') return EVERY_FILE;
  return plan.effect === 'run' ? suggestedPattern('run', plan.subject) : plan.subject;
}

function detailOf({ edit }: ToolPlan): { readonly detail?: string } {
  return edit === undefined ? {} : { detail: proposedDiff(edit) };
}

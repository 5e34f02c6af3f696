import type { FileChange, FileRestore } from '../../core/agent/checkpoint/file-change.ts';
import { patternChoices, usualPattern } from '../../core/agent/permission/pattern-choices.ts';
import {
  type PermissionQuestion,
  type PermissionRule,
  type Permit,
  patternProblem,
  possibleAnswers,
  ruleProblem,
} from '../../core/agent/permission/permission.ts';
import { createKeptOutputs } from '../../core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../core/agent/tools/read-marks.ts';
import type { ToolPlan } from '../../core/agent/tools/tool.ts';
import type { AskPerson, FileEdit, WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import type { PermissionAnswer, ToolAsk, ToolPart } from '../../protocol/chat-entry.ts';
import { dangerSentence } from './apply-turn-event.ts';
import type { CardAnswer } from './card-answer.ts';
import type { ChatTools } from './chat-tools.ts';
import { OpenAsks } from './open-asks.ts';
import { proposedDiff } from './proposed-diff.ts';

type PermissionAsk = Extract<ToolAsk, { readonly kind: 'permission' }>;

/** Changes the card of a call. */
export type ChangeCard = (call: string, change: Partial<Omit<ToolPart, 'kind' | 'call'>>) => void;

/** What the tools of one session ask and keep: answers that last, open questions, edits that can be undone. */
export class SessionTools {
  readonly workspace: WorkspacePort;
  readonly reads = createReadMarks();
  readonly outputs = createKeptOutputs();
  readonly #lent: ChatTools;
  #change: ChangeCard = () => {};
  readonly #followers = new Set<ChangeCard>();
  /** What is asked now. */
  readonly #waiting = new Map<string, Parameters<ChangeCard>[1]>();
  readonly #asks = new OpenAsks();
  #changes: readonly FileChange[];
  readonly #commands = new Set<AbortController>();
  #rules: readonly PermissionRule[] = [];
  #applied: readonly FileEdit[] = [];
  #areAllAccepted = false;

  /** With what the session changed before its window was closed. */
  constructor(lent: ChatTools, changes: readonly FileChange[] = []) {
    this.#lent = lent;
    this.#changes = changes;
    const port = lent.workspace({
      acceptedText: (edit) => lent.review.takeAccepted(edit),
      onApplied: (edit) => {
        this.#applied = [...this.#applied, edit];
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
    return [...this.#rules, ...this.#lent.kept.rules()];
  }

  /** An answer begins: what held for all edits of the one before holds no more. */
  beginAnswer(change: ChangeCard): void {
    this.#change = change;
    this.#areAllAccepted = false;
    this.#applied = [];
  }

  /** Hears what the cards ask now and from now on, beside whoever began the answer; answers how to stop hearing. */
  follow(change: ChangeCard): () => void {
    this.#followers.add(change);
    for (const [call, asked] of this.#waiting) change(call, asked);
    return () => this.#followers.delete(change);
  }

  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  get changes(): readonly FileChange[] {
    return this.#changes;
  }

  /** Edits go in order, so the oldest of those written is of the call that ends; answers the call's edit if it made one. */
  ended(call: string, message: string): FileChange | undefined {
    const known = this.#changes.find((change) => change.call === call);
    const [edit, ...others] = this.#applied;
    if (known !== undefined || edit === undefined) return known;
    this.#applied = others;
    const change = { ...edit, call, message };
    this.#changes = [...this.#changes, change];
    return change;
  }

  readonly permit: Permit = async ({ call, tool, plan }, signal) => {
    if (plan.effect === 'edit' && plan.dangers.length === 0 && this.#areAllAccepted) return { kind: 'allowed' };
    const change = this.#teller();
    const { review, kept } = this.#lent;
    const ask = askOf(tool, plan);
    const answering = this.#ask({ call, tool, plan }, ask, signal);
    const answerHere = (answer: PermissionAnswer) => this.answer(call, { kind: 'permission', answer });
    if (plan.edit !== undefined) await review.show(call, plan.edit, answerHere);
    const { answer, pattern } = await answering;
    change(call, { state: 'planned', ask: null });
    if (plan.edit !== undefined) await review.close(call, { isAccepted: answer !== 'deny' });
    if (answer === 'all') this.#areAllAccepted = true;
    if (answer === 'session') this.#rules = [...this.#rules, { tool, pattern, answer }];
    if (answer === 'always') await kept.keep({ tool, pattern, answer });
    if (answer !== 'deny') return { kind: 'allowed' };
    return { kind: 'denied', reason: '' };
  };

  /** Asks until the pattern of a lasting answer can be kept. */
  async #ask(
    { call, tool, plan }: PermissionQuestion,
    ask: PermissionAsk,
    signal: AbortSignal,
  ): Promise<{ readonly answer: PermissionAnswer; readonly pattern: string }> {
    const change = this.#teller();
    for (let problem: string | null = null; ; ) {
      const waiting = this.#asks.wait(call, signal);
      change(call, { state: 'waiting', ask: { ...ask, problem }, ...detailOf(plan) });
      const answered = await waiting;
      if (answered?.kind !== 'permission') return { answer: 'deny', pattern: ask.pattern };
      const { answer, pattern = ask.pattern } = answered;
      problem = answer === 'session' || answer === 'always' ? patternProblem({ tool, plan }, pattern) : null;
      if (problem === null) return { answer, pattern };
    }
  }

  readonly askPerson: AskPerson = async ({ call, question, options }, signal) => {
    const change = this.#teller();
    const waiting = this.#asks.wait(call, signal);
    change(call, { state: 'waiting', ask: { kind: 'question', question, options } });
    const answered = await waiting;
    change(call, { state: 'running', ask: null });
    return answered?.kind === 'question' ? answered.text : null;
  };

  /** Tells the answer that asks, even when another one has begun, and whoever follows. */
  #teller(): ChangeCard {
    const own = this.#change;
    return (call, change) => {
      if (change.ask == null) this.#waiting.delete(call);
      else this.#waiting.set(call, change);
      own(call, change);
      for (const follower of this.#followers) follower(call, change);
    };
  }

  isAsking(call: string): boolean {
    return this.#asks.has(call);
  }

  answer(call: string, answer: CardAnswer): void {
    this.#asks.answer(call, answer);
  }

  async openDiff(call: string): Promise<void> {
    await this.#lent.review.open(call);
  }

  /** Stops what runs, not the answer; commands run one at a time. */
  stopCommands(): void {
    for (const command of this.#commands) command.abort();
  }

  /** What of the edit of a call is to be told; null when it is taken back. */
  async undoEdit(call: string): Promise<string | null> {
    const change = this.#changes.find((candidate) => candidate.call === call);
    if (change === undefined) return 'This edit can no longer be undone here.';
    const { path, before, after } = change;
    if (!(await this.#lent.restoreFile({ path, expected: after, text: before }))) {
      return `${path} has changed since, so the edit stays. Undo the later changes first.`;
    }
    this.#changes = this.#changes.filter((other) => other !== change);
    return null;
  }

  /** The changes that were made for any of the messages; they are known no longer. */
  takeChanges(messages: ReadonlySet<string>): readonly FileChange[] {
    const taken = this.#changes.filter(({ message }) => messages.has(message));
    this.#changes = this.#changes.filter(({ message }) => !messages.has(message));
    return taken;
  }

  putBack(changes: readonly FileChange[]): void {
    this.#changes = [...this.#changes, ...changes];
  }

  /** Puts files back; answers those that were. */
  async restoreFiles(restores: readonly FileRestore[]): Promise<readonly FileRestore[]> {
    const done: FileRestore[] = [];
    for (const restore of restores) if (await this.#lent.restoreFile(restore)) done.push(restore);
    return done;
  }

  async saveChanges(session: string): Promise<void> {
    await this.#lent.checkpoints.save(session, this.#changes);
  }
}

function askOf(tool: string, plan: ToolPlan): PermissionAsk {
  const pattern = usualPattern(plan);
  const canLast = ruleProblem({ tool, pattern }) === null;
  const answers = possibleAnswers(plan).filter((answer) => canLast || answer === 'once' || answer === 'deny');
  const isPlainEdit = plan.effect === 'edit' && plan.dangers.length === 0;
  return {
    kind: 'permission',
    dangers: plan.dangers.map(dangerSentence),
    answers: isPlainEdit
      ? answers.flatMap((answer) => (answer === 'once' ? (['once', 'all'] as const) : [answer]))
      : answers,
    pattern,
    choices: patternChoices(plan),
    problem: null,
  };
}

function detailOf({ edit }: ToolPlan): { readonly detail?: string } {
  return edit === undefined ? {} : { detail: proposedDiff(edit) };
}

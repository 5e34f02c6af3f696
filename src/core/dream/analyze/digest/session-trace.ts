import { editFateOf } from '../../../agent/turn-events.ts';
import { conflictOf } from '../../../agents/conflict-event.ts';
import { collapseWhiteSpace, type Evidence, quoteEvent } from '../../../evidence.ts';
import { countJudgements, judgementOf } from '../../../outcomes/judgement.ts';
import type { FeedbackEvent, RecallEvent, SessionEvent, ToolCallEvent, UserEvent } from '../../../sessions/event.ts';
import { editedFiles, shellLine } from '../../../sessions/tool-input.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { personSentences } from '../statements/person-sentences.ts';
import { contentTerms, SELF_CONTAINED } from '../terms/terms.ts';
import {
  type AskedQuestion,
  EARLY_CALLS,
  type HeldEdit,
  type PastRecall,
  type RefusedCall,
  type SessionDigest,
  type TouchedFile,
} from './digest.ts';
import { LookupReader } from './lookup-reader.ts';
import { MissReader } from './miss-reader.ts';

/** About how things are here; "can you…?" asks for work and is no question. */
const ASKS =
  /^(?:(?:and|so|but|also|hmm?|ok(?:ay)?|hey|quick question)[,:]? )*(?:what|where|which|who|when|why|how|is there|are there|do we|does|did we|have we|is it|are we)\b.*\?$/iu;
const POINTS = /\b(?:this|that|these|those|it|you|here|above|now)\b/iu;
const MOST_QUESTIONS = 30;
const MOST_RECALLS = 5;
const MOST_HELD = 10;
/** A prompt with more memories tells too little about which of them answered. */
const MOST_RECALLED = 8;

export type Trace = Pick<
  SessionDigest,
  | 'opening'
  | 'folder'
  | 'calls'
  | 'errors'
  | 'earlyErrors'
  | 'looks'
  | 'trails'
  | 'repeats'
  | 'reads'
  | 'touched'
  | 'editedFiles'
  | 'held'
  | 'misses'
  | 'refused'
  | 'questions'
  | 'recalled'
  | 'recalls'
  | 'good'
  | 'bad'
  | 'judgement'
>;

/** What happened in a session beside its commands and statements: looks, edits, refusals, questions, judgements. */
export class TraceReader {
  private opening: Evidence | null = null;
  private folder = '';
  private wasRefused = false;
  private count = -1;
  private calls = 0;
  private errors = 0;
  private earlyErrors = 0;
  private asked: UserEvent | null = null;
  private judgement: Evidence | null = null;
  private readonly lookups = new LookupReader();
  private readonly missed = new MissReader();
  private readonly open = new Map<string, ToolCallEvent>();
  private readonly touched = new Map<string, TouchedFile>();
  private readonly held: HeldEdit[] = [];
  private readonly refused: RefusedCall[] = [];
  private readonly questions: AskedQuestion[] = [];
  private readonly recalled = new Set<string>();
  private readonly recalls: PastRecall[] = [];
  private readonly judged = new Map<string, boolean | null>();

  read(event: SessionEvent): void {
    this.count += 1;
    if (this.folder === '') this.folder = event.cwd ?? '';
    if (this.opening === null && event.text.trim() !== '') this.opening = openingOf(event);
    const judgement = judgementOf(event);
    if (judgement !== null) {
      this.judged.set(judgement.subject, judgement.isGood);
      this.judgement = quoteEvent(event);
    }
    const conflict = conflictOf(event);
    if (conflict !== null && this.held.length < MOST_HELD) this.held.push({ ...conflict, evidence: quoteEvent(event) });
    switch (event.type) {
      case 'user':
        this.asked = event;
        if (event.origin === 'user') this.readQuestions(event);
        break;
      case 'tool_call':
        this.calls += 1;
        this.open.set(event.call, event);
        this.lookups.readCall(event, this.count);
        break;
      case 'tool_result': {
        const call = this.open.get(event.call);
        if (event.isError) this.errors += 1;
        if (event.isError && this.calls <= EARLY_CALLS) this.earlyErrors += 1;
        if (call !== undefined) this.missed.read(call, event);
        this.readWhatFollowed(call, event.isError);
        if (event.isError) break;
        if (call !== undefined) {
          this.lookups.readPassed(call, this.count);
          for (const file of editedFiles(call)) this.readEdit(file, event);
        }
        break;
      }
      case 'feedback':
        this.readRefusal(event);
        break;
      case 'recall':
        this.readRecall(event);
        break;
      case 'assistant':
      case 'outcome':
      case 'other':
        break;
    }
  }

  trace(): Trace {
    return {
      opening: this.opening,
      folder: this.folder,
      calls: this.calls,
      errors: this.errors,
      earlyErrors: this.calls < EARLY_CALLS ? null : this.earlyErrors,
      looks: this.lookups.looks,
      trails: this.lookups.trails,
      repeats: this.lookups.repeats,
      reads: Object.fromEntries(this.lookups.reads),
      touched: [...this.touched.values()],
      editedFiles: this.touched.size,
      held: this.held,
      misses: this.missed.misses,
      refused: this.refused,
      questions: this.questions,
      recalled: [...this.recalled],
      recalls: this.recalls,
      ...countJudgements(this.judged),
      judgement: this.judgement,
    };
  }

  private readEdit(file: string, event: SessionEvent): void {
    this.lookups.readEdit(file);
    const known = this.touched.get(file);
    this.touched.set(file, {
      file,
      first: known?.first ?? event.at,
      last: event.at,
      evidence: known?.evidence ?? quoteEvent(event),
    });
  }

  private readQuestions(event: UserEvent): void {
    for (const { text, start } of personSentences(event.text)) {
      const isOwn = contentTerms(text).length > SELF_CONTAINED && !POINTS.test(text);
      if (!ASKS.test(text) || !isOwn || this.questions.length >= MOST_QUESTIONS) continue;
      const evidence = quoteEvent(event, start);
      const quote = evidence.quote.startsWith(text) ? text : evidence.quote;
      this.questions.push({ text, at: event.at, isUnanswered: false, evidence: { ...evidence, quote } });
    }
  }

  /** A recall that found nothing leaves the question that led to it without an answer. */
  private readRecall(event: RecallEvent): void {
    for (const memory of event.memories) this.recalled.add(memory);
    const { asked } = this;
    this.keepRecall(event);
    if (event.memories.length > 0 || event.text !== '' || asked === null || asked.origin !== 'user') return;
    const known = this.questions.findIndex(({ evidence }) => evidence.event === asked.id);
    const text = this.questions[known]?.text ?? collapseWhiteSpace(asked.text).slice(0, 160);
    const question = { text, at: asked.at, isUnanswered: true, evidence: quoteEvent(asked) };
    if (known >= 0)
      this.questions[known] = { ...question, evidence: this.questions[known]?.evidence ?? question.evidence };
    else if (contentTerms(text).length >= SELF_CONTAINED) this.questions.push(question);
  }

  private keepRecall({ memories }: RecallEvent): void {
    const question = collapseWhiteSpace(this.asked?.text ?? '').slice(0, 160);
    const isTelling = contentTerms(question).length >= SELF_CONTAINED && memories.length <= MOST_RECALLED;
    if (isTelling && memories.length > 0 && this.recalls.length < MOST_RECALLS)
      this.recalls.push({ question, memories });
  }

  private readRefusal(event: FeedbackEvent): void {
    const call = event.call === undefined ? undefined : this.open.get(event.call);
    if (!event.isError || call === undefined || editFateOf(event) !== undefined) return;
    const said =
      event.origin === 'user' ? collapseWhiteSpace(event.text.replace(/^[\s\S]*?the user said:\s*/iu, '')) : '';
    const base = {
      said: said.slice(0, 160),
      instead: '',
      author: event.author ?? '',
      at: event.at,
      evidence: quoteEvent(event),
    };
    for (const act of actsOf(call)) this.refused.push({ act, ...base });
    this.wasRefused = this.refused.length > 0;
  }

  /** The first command that does work after a refusal is what the person wanted, when it passes. */
  private readWhatFollowed(call: ToolCallEvent | undefined, isError: boolean): void {
    const last = this.refused.at(-1);
    const line = call === undefined ? null : shellLine(call);
    if (!this.wasRefused || last === undefined || line === null || call === undefined) return;
    const [command] = actsOf(call).filter((act) => commandPurpose(act) !== 'inspect');
    if (command === undefined) return;
    this.wasRefused = false;
    if (!isError && command !== last.act) this.refused[this.refused.length - 1] = { ...last, instead: command };
  }
}

const OPENING = 60;

function openingOf(event: SessionEvent): Evidence {
  const evidence = quoteEvent(event);
  return { ...evidence, quote: Array.from(evidence.quote).slice(0, OPENING).join('').trim() };
}

/** What a call would have done, in a form that is the same in another session. */
function actsOf(call: ToolCallEvent): readonly string[] {
  const line = shellLine(call);
  if (line === null) {
    const edits = editedFiles(call).map((file) => `edit ${file}`);
    const other = /^exit_?plan_?mode$/iu.test(call.tool) ? 'plan' : `call ${call.tool}`;
    return edits.length > 0 ? edits : [other];
  }
  const commands = splitCommand(line).map(({ words }) => normalizeCommand(words));
  return [...new Set(commands.filter((command) => command !== ''))];
}

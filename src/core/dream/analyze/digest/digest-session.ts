import { collapseWhiteSpace, type Evidence, quoteEvent } from '../../../evidence.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent, UserEvent } from '../../../sessions/event.ts';
import {
  createOriginTracker,
  type OriginTracker,
  originWithin,
  type RepeatedSpan,
} from '../../../sessions/origin-tracker.ts';
import { editedFiles, shellLine } from '../../../sessions/tool-input.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import { LOOK_AT_NOTHING, type LookAtFile } from '../../look-at-file.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { classifySentence } from '../statements/classify-sentence.ts';
import { concernsOf } from '../statements/concerns.ts';
import { personSentences } from '../statements/person-sentences.ts';
import { asksToRecord, isSaidForNow, namesRule } from '../statements/standing-signals.ts';
import { contentTerms, SELF_CONTAINED } from '../terms/terms.ts';
import { closingCommands } from './closing-commands.ts';
import { commandOutcomes } from './command-outcome.ts';
import {
  type CommandRun,
  DIGEST_VERSION,
  type FileEdit,
  type PersonRequest,
  type PersonStatement,
  type SessionDigest,
} from './digest.ts';
import { blamedFiles, blamedRules, echoedCommand, errorSignature, isRefusedByPerson } from './failure-output.ts';
import { fitDigest } from './fit-digest.ts';
import { LessonReader } from './lesson-reader.ts';
import type { RaisedConcern } from './lessons.ts';
import { OwnEditReader } from './own-edit-reader.ts';
import { isRequest, requestKey } from './request-key.ts';
import { sampleFingerprints } from './sample-fingerprints.ts';
import { TraceReader } from './session-trace.ts';

/** About what ids, time, agent and folder of an event take in a session's file, in characters. */
const EVENT_FRAME = 290;

export interface DigestedSession {
  readonly session: string;
  readonly agent: string;
  readonly parentSession?: string;
  /** Whose user turns these are; needed to tell a person's own sentences from those that repeat a tool. */
  readonly trust?: 'user' | 'none';
  readonly format?: string;
}

/** Reads a session's events once, and looks at the files it wrote, and keeps what an analysis needs of them. */
export async function digestSession(
  session: DigestedSession,
  events: AsyncIterable<SessionEvent> | Iterable<SessionEvent>,
  look: LookAtFile = LOOK_AT_NOTHING,
): Promise<SessionDigest> {
  const isTyped = session.trust === 'user' && session.format !== 'plain';
  const reader = new DigestReader(isTyped ? createOriginTracker() : null);
  const trace = new TraceReader();
  const lessons = new LessonReader();
  const own = new OwnEditReader();
  for await (const event of events) {
    reader.read(event);
    trace.read(event);
    lessons.read(event);
    own.read(event);
  }
  await own.compareLeft(look, reader.ended);
  return fitDigest(
    {
      version: DIGEST_VERSION,
      session: session.session,
      parentSession: session.parentSession ?? reader.parentSession,
      events: reader.count,
      characters: reader.characters,
      agent: session.agent,
      started: reader.started,
      ended: reader.ended,
      goal: reader.goal,
      goalEvent: reader.goalEvent,
      commands: reader.toldCommands(),
      edits: reader.edits,
      statements: reader.statements,
      requests: reader.requests,
      concerns: [...reader.concerns.values()],
      closing: closingCommands(reader.commands, reader.edits),
      tools: Object.fromEntries(reader.tools),
      refusals: reader.refusals,
      ...trace.trace(),
      ...lessons.lessons(),
      ownEdits: own.edits,
      fingerprints: sampleFingerprints(reader.marks),
    },
    reader.size,
  );
}

type Said = Omit<PersonStatement, 'kind' | 'standing' | 'isHedged' | 'about'>;

/** What has been seen of the session so far. */
class DigestReader {
  count = 0;
  size = 0;
  characters = 0;
  started = '';
  ended = '';
  goal = '';
  goalEvent = '';
  parentSession: string | null = null;
  /** Where the session began. */
  private folder = '';
  refusals = 0;
  readonly commands: CommandRun[] = [];
  readonly edits: FileEdit[] = [];
  readonly statements: PersonStatement[] = [];
  readonly requests: PersonRequest[] = [];
  readonly concerns = new Map<string, RaisedConcern>();
  readonly tools = new Map<string, number>();
  readonly marks: string[] = [];
  /** Null where a lowered origin may have been claimed by the transcript itself. */
  private readonly tracker: OriginTracker | null;
  private readonly open = new Map<string, { readonly event: ToolCallEvent; readonly index: number }>();
  private readonly failing = new Set<string>();
  private readonly unremarkable = new Set<CommandRun>();
  private isReply = false;
  private isAfterRefusal = false;
  private lastSaid: Said | null = null;

  constructor(tracker: OriginTracker | null) {
    this.tracker = tracker;
  }

  /** The runs, with a quote only of those that failed or followed a failure. */
  toldCommands(): readonly CommandRun[] {
    return this.commands.map((run) =>
      this.unremarkable.has(run) ? { ...run, evidence: { ...run.evidence, quote: '' } } : run,
    );
  }

  read(event: SessionEvent): void {
    const repeats = this.repeatsIn(event);
    const index = this.count;
    this.count += 1;
    this.size += event.text.length + EVENT_FRAME;
    this.characters += event.text.length;
    if (this.started === '') this.started = event.at;
    this.parentSession ??= event.parentSession ?? null;
    if (this.folder === '') this.folder = event.cwd ?? '';
    if (event.at > this.ended) this.ended = event.at;
    this.marks.push(`${event.id}|${event.at}|${event.text.slice(0, 120)}`);
    const isRefusal = event.type === 'feedback' && event.isError;
    switch (event.type) {
      case 'user':
        this.readPerson(event, index, repeats);
        break;
      case 'feedback':
        // The interruption that follows a refused call is told once more, without the call.
        if (event.isError && !(this.isAfterRefusal && event.call === undefined)) this.refusals += 1;
        if (event.origin === 'user') this.readPerson(event, index, repeats);
        break;
      case 'tool_call':
        this.size += JSON.stringify(event.input).length;
        this.isReply = true;
        this.tools.set(event.tool, (this.tools.get(event.tool) ?? 0) + 1);
        this.open.set(event.call, { event, index });
        break;
      case 'tool_result':
        this.readResult(event);
        break;
      case 'assistant':
        this.isReply = true;
        break;
      case 'outcome':
      case 'recall':
      case 'other':
        break;
    }
    this.isAfterRefusal = isRefusal;
  }

  /** The pieces of a person's message that repeat what a tool or the outside showed; the rest stays theirs. */
  private repeatsIn(event: SessionEvent): readonly RepeatedSpan[] {
    const isLowered = event.type === 'user' && event.origin !== 'user';
    const repeats = isLowered ? (this.tracker?.repeats(collapseWhiteSpace(event.text)) ?? []) : [];
    this.tracker?.admit(event);
    return repeats;
  }

  private readPerson(
    event: Exclude<SessionEvent, { type: 'tool_result' | 'tool_call' }>,
    index: number,
    repeats: readonly RepeatedSpan[],
  ): void {
    const isRefusal = event.type === 'feedback';
    if (this.goal === '' && event.type === 'user' && event.origin === 'user') {
      this.goal = collapseWhiteSpace(event.text).slice(0, 160).trim();
      this.goalEvent = this.goal === '' ? '' : event.id;
    }
    if (event.origin !== 'user' && repeats.length === 0) return;
    const text = isRefusal ? event.text.replace(/^[\s\S]*?the user said:\s*/iu, '') : event.text;
    const shift = isRefusal ? collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(text)) : 0;
    const author = event.author ?? 'user';
    for (const sentence of personSentences(text)) {
      const start = sentence.start + Math.max(0, shift);
      if (originWithin(repeats, { start, end: start + sentence.text.length, origin: 'user' }) !== 'user') continue;
      const evidence = quoteSentence(event, start, sentence.text);
      const said = { index, text: sentence.text, author, origin: 'user' as const, at: event.at, evidence };
      const found = classifySentence(sentence.text, { isReply: this.isReply, isRefusal });
      const isBrief = contentTerms(sentence.text).length < SELF_CONTAINED;
      const about = isBrief ? (this.lastSaid?.text.slice(0, 160) ?? '') : '';
      const isAboutOther = asksToRecord(sentence.text) && !namesRule(sentence.text);
      if (isAboutOther && this.lastSaid !== null) this.recordBefore(this.lastSaid);
      else if (isAboutOther) this.lastSaid = said;
      else if (found !== null) this.statements.push({ ...said, ...found, about });
      this.lastSaid = said;
      // What a session begins with is its task; what comes after work was done tells what that work lacked.
      const key = this.isReply ? requestKey(sentence.text) : null;
      if (key !== null) this.requests.push({ ...said, key });
      for (const concern of this.isReply || !isRequest(sentence.text) ? concernsOf(sentence.text) : []) {
        if (!this.concerns.has(concern))
          this.concerns.set(concern, { concern, text: sentence.text, author, at: event.at, evidence });
      }
    }
    if (event.type === 'user' && event.origin === 'user') this.readReportedCommand(event, index);
  }

  /** "Add a rule for this" makes an instruction of the sentence before it. */
  private recordBefore(said: Said): void {
    const known = this.statements.findIndex(({ evidence }) => evidence === said.evidence);
    if (known >= 0) this.statements.splice(known, 1);
    const isHedged = isSaidForNow(said.text);
    const standing = isHedged ? 'implied' : 'explicit';
    this.statements.push({ ...said, kind: 'preference', standing, isHedged, about: '' });
  }

  /** A person who writes that a command fails has run it. */
  private readReportedCommand(event: UserEvent, index: number): void {
    const told =
      /[`"]([^`"\n]{3,80})[`"] (?:still |now |always )?(?:fails|failed|is failing|does not pass|doesn't pass)\b/u.exec(
        event.text,
      );
    const command = normalizeCommand(splitCommand(told?.[1] ?? '')[0]?.words ?? []);
    if (told === null || command === '' || commandPurpose(command) === 'inspect') return;
    const start = collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(told[0]));
    this.commands.push({
      ...{
        index,
        command,
        form: '',
        inner: '',
        failed: true,
        signature: '',
        rules: [],
        files: [],
        at: event.at,
        ranBy: 'person',
      },
      evidence: quoteEvent(event, Math.max(0, start)),
    });
  }

  private readResult(event: ToolResultEvent): void {
    const call = this.open.get(event.call);
    if (call === undefined) return;
    this.open.delete(event.call);
    const isRefused = isRefusedByPerson(event.text);
    if (isRefused) this.refusals += 1;
    if (!event.isError && !isRefused) {
      for (const file of editedFiles(call.event)) this.edits.push({ index: call.index, file });
    }
    const line = shellLine(call.event);
    if (line !== null) this.readCommand(call.event, call.index, line, event);
  }

  private readCommand(call: ToolCallEvent, index: number, line: string, result: ToolResultEvent): void {
    const place = { root: this.folder, folder: call.cwd ?? this.folder };
    for (const outcome of commandOutcomes(line, result, place)) {
      const { command, form, failed } = outcome;
      const tells = failed || this.failing.has(command);
      if (failed) this.failing.add(command);
      else this.failing.delete(command);
      const start = failed ? collapseWhiteSpace(result.text).indexOf(collapseWhiteSpace(outcome.line)) : 0;
      const echoed = splitCommand(echoedCommand(result.text, command.slice(command.lastIndexOf(' ') + 1)));
      const run: CommandRun = {
        index,
        command,
        form: form === command ? '' : form,
        inner: normalizeCommand(echoed[0]?.words ?? []),
        failed,
        signature: failed ? errorSignature(outcome.line) : '',
        rules: failed ? blamedRules(result.text) : [],
        files: failed ? blamedFiles(result.text) : [],
        at: result.at,
        ranBy: call.origin === 'user' ? 'person' : 'agent',
        evidence: quoteEvent(result, Math.max(0, start)),
      };
      this.commands.push(run);
      if (!tells) this.unremarkable.add(run);
    }
  }
}

function quoteSentence(event: SessionEvent, start: number, sentence: string): Evidence {
  const evidence = quoteEvent(event, start);
  return evidence.quote.startsWith(sentence) ? { ...evidence, quote: sentence } : evidence;
}

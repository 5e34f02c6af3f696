import { collapseWhiteSpace, quoteEvent } from '../../../evidence.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent, UserEvent } from '../../../sessions/event.ts';
import { createOriginTracker, type OriginTracker, type RepeatedSpan } from '../../../sessions/origin-tracker.ts';
import { editedFiles, shellLine } from '../../../sessions/tool-input.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import { LOOK_AT_NOTHING, type LookAtFile } from '../../look-at-file.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { closingCommands } from './closing-commands.ts';
import { commandOutcomes } from './command-outcome.ts';
import { type CommandRun, DIGEST_VERSION, type FileEdit, type SessionDigest } from './digest.ts';
import { blamedFiles, blamedRules, echoedCommand, errorSignature, isRefusedByPerson } from './failure-output.ts';
import { fitDigest } from './fit-digest.ts';
import { LessonReader } from './lesson-reader.ts';
import { OwnEditReader } from './own-edit-reader.ts';
import { PersonReader } from './person-reader.ts';
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
      statements: reader.person.statements,
      requests: reader.person.requests,
      concerns: reader.person.concerns,
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
  readonly person = new PersonReader();
  readonly tools = new Map<string, number>();
  readonly marks: string[] = [];
  /** Null where a lowered origin may have been claimed by the transcript itself. */
  private readonly tracker: OriginTracker | null;
  private readonly open = new Map<string, { readonly event: ToolCallEvent; readonly index: number }>();
  private readonly failing = new Set<string>();
  private readonly unremarkable = new Set<CommandRun>();
  private isReply = false;
  private isAfterRefusal = false;

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
        this.readUser(event, index, repeats);
        break;
      case 'feedback':
        // The interruption that follows a refused call is told once more, without the call.
        if (event.isError && !(this.isAfterRefusal && event.call === undefined)) this.refusals += 1;
        if (event.origin === 'user') this.person.read({ event, index, repeats, isReply: this.isReply });
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

  private readUser(event: UserEvent, index: number, repeats: readonly RepeatedSpan[]): void {
    if (this.goal === '' && event.origin === 'user') {
      this.goal = collapseWhiteSpace(event.text).slice(0, 160).trim();
      this.goalEvent = this.goal === '' ? '' : event.id;
    }
    this.person.read({ event, index, repeats, isReply: this.isReply });
    if (event.origin === 'user') this.readReportedCommand(event, index);
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

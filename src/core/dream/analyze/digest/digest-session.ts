import { collapseWhiteSpace } from '../../../evidence.ts';
import { startSlice } from '../../../search/slices.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent, UserEvent } from '../../../sessions/event.ts';
import { createOriginTracker, type OriginTracker, type RepeatedSpan } from '../../../sessions/origin-tracker.ts';
import { editedFiles } from '../../../sessions/tool-input.ts';
import { LOOK_AT_NOTHING, type LookAtFile } from '../../look-at-file.ts';
import { pause } from '../pause.ts';
import { closingCommands } from './closing-commands.ts';
import { CommandReader } from './command-reader.ts';
import { DIGEST_VERSION, type FileEdit, type SessionDigest } from './digest.ts';
import { isRefusedByPerson } from './failure-output.ts';
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
  const { digest, size } = await readDigest(session, events, look);
  return fitDigest(digest, size);
}

/** The digest before anything is left out of it, and the size of the session in characters. */
export async function readDigest(
  session: DigestedSession,
  events: AsyncIterable<SessionEvent> | Iterable<SessionEvent>,
  look: LookAtFile = LOOK_AT_NOTHING,
): Promise<{ readonly digest: SessionDigest; readonly size: number }> {
  const isTyped = session.trust === 'user' && session.format !== 'plain';
  const reader = new DigestReader(isTyped ? createOriginTracker() : null);
  const trace = new TraceReader();
  const lessons = new LessonReader();
  const own = new OwnEditReader();
  let isDue = startSlice();
  for await (const event of events) {
    if (isDue()) {
      await pause(undefined);
      isDue = startSlice();
    }
    reader.read(event);
    trace.read(event);
    lessons.read(event);
    own.read(event);
  }
  await own.compareLeft(look, reader.ended);
  return {
    digest: {
      version: DIGEST_VERSION,
      session: session.session,
      parentSession: session.parentSession ?? reader.parentSession,
      events: reader.count,
      characters: reader.characters,
      tokens: reader.tokens,
      agent: session.agent,
      started: reader.started,
      ended: reader.ended,
      goal: reader.goal,
      goalEvent: reader.goalEvent,
      commands: reader.commands.told(),
      edits: reader.edits,
      statements: reader.person.statements,
      requests: reader.person.requests,
      concerns: reader.person.concerns,
      takeovers: reader.person.takeovers,
      closing: closingCommands(reader.commands.runs, reader.edits),
      tools: Object.fromEntries(reader.tools),
      refusals: reader.refusals,
      ...trace.trace(),
      ...lessons.lessons(),
      ownEdits: own.edits,
      fingerprints: sampleFingerprints(reader.marks),
    },
    size: reader.size,
  };
}

/** What has been seen of the session so far. */
class DigestReader {
  count = 0;
  size = 0;
  characters = 0;
  tokens = 0;
  started = '';
  ended = '';
  goal = '';
  goalEvent = '';
  parentSession: string | null = null;
  refusals = 0;
  readonly commands = new CommandReader();
  readonly edits: FileEdit[] = [];
  readonly person = new PersonReader();
  readonly tools = new Map<string, number>();
  readonly marks: string[] = [];
  /** Null where a lowered origin may have been claimed by the transcript itself. */
  private readonly tracker: OriginTracker | null;
  private readonly open = new Map<string, { readonly event: ToolCallEvent; readonly index: number }>();
  private isReply = false;
  private isAfterRefusal = false;

  constructor(tracker: OriginTracker | null) {
    this.tracker = tracker;
  }

  read(event: SessionEvent): void {
    const repeats = this.repeatsIn(event);
    const index = this.count;
    this.count += 1;
    this.size += event.text.length + EVENT_FRAME;
    this.characters += event.text.length;
    this.tokens += event.tokens ?? 0;
    if (this.started === '') this.started = event.at;
    this.parentSession ??= event.parentSession ?? null;
    this.commands.readPlace(event);
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
    if (event.origin === 'user') this.commands.readReport(event, index);
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
    this.commands.readResult(call.event, call.index, event);
  }
}

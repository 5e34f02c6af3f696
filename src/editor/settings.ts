import { DEFAULT_SPEND_LIMITS } from '../core/dream/cost.ts';
import { TRIGGER_DEFAULTS } from '../core/dream/trigger.ts';
import { choice, type Setting, type ValueOf } from './setting.ts';

/** Every setting under `dreamwright.`; a test keeps package.json and README in step with it. */
export const SETTINGS = {
  'store.path': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'Folder of the store. Empty: `.dreamwright/store` in the workspace where it exists, else a folder of its own under `~/.dreamwright/stores`.',
  },
  'dream.engine': choice({
    default: 'local',
    choices: {
      local: 'Rules on this machine, without a model. Nothing is sent anywhere.',
      claude:
        'Claude, with the key that is connected. Digests, findings and memories are sent to `dreamwright.claude.baseUrl`, never whole sessions.',
      hosted:
        'A hosted dream of Anthropic over the sessions named below, with the key that is connected. A copy of the memories is uploaded for its time; all that comes back waits for you.',
      vscode:
        'A language model of VS Code, where it may be asked; else the rules on this machine, and the report says so.',
    },
    scope: 'machine',
    description: 'Who writes the proposals of a dream.',
  }),
  'dream.hostedSessions': {
    type: 'string',
    default: '',
    scope: 'machine',
    description: 'Ids of the hosted sessions that a hosted dream reads, with commas between them.',
  },
  'dream.sensitivity': choice({
    default: 'balanced',
    choices: {
      cautious: 'Nothing commits without you.',
      balanced: 'Well-supported, harmless edits commit by themselves.',
      autonomous: 'More commits by itself; what deletes, contradicts you or rests on tool output still waits.',
    },
    scope: 'machine',
    description: 'What a dream may commit by itself.',
  }),
  'gate.personalData': choice({
    default: 'review',
    choices: {
      refuse: 'A proposal with personal data is refused. You can still allow it.',
      review: 'A proposal with personal data waits for you.',
      mask: 'Personal data is replaced by its kind before anything is kept: sessions that are imported or written from now on, what you save, and proposals.',
    },
    scope: 'machine',
    description: 'What becomes of e-mail addresses, phone numbers, payment cards, addresses and home folders.',
  }),
  'gate.preset': choice({
    default: 'none',
    choices: {
      none: 'The built-in constitution and your own.',
      privacy: 'Personal data is refused everywhere; what speaks of customers, consent or retention waits for you.',
      'two-people': 'Every proposal waits, and takes the approval of two people.',
      regulated:
        'Every proposal waits; personal data and advice that weakens security are refused; compliance, security, policies, legal, audit and controls take two people.',
    },
    scope: 'machine',
    description: 'A ready-made set of stricter rules, for teams with compliance duties.',
  }),
  'gate.constitution': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'Rules of your own in Markdown, added to those in `~/.dreamwright/constitution.md`. They can only make the gate stricter.',
  },
  'gate.judge': choice({
    default: 'on',
    choices: {
      on: 'Ask the model in a request of its own.',
      off: 'The rules alone judge.',
    },
    scope: 'machine',
    description:
      'Whether the model that writes a dream’s proposals is also asked, in a separate request under the same caps, which of them break the constitution. It can only hold proposals back.',
  }),
  'dream.instructions': {
    type: 'string',
    default: '',
    scope: 'window',
    description:
      'What dreams should pay attention to, in your own words. A model reads it; the local engine works by rules and says that it did not.',
  },
  'dream.scopes': {
    type: 'scopes',
    default: [],
    scope: 'window',
    description:
      'Groups of sessions that dream on a schedule of their own, such as `{"name":"docs","paths":["docs"],"memories":["/docs/"],"rhythm":{"intervalHours":168}}`. A session belongs to the first scope that it fits by `agents`, `sessions` (ids or titles, `*` for anything) and `paths`; `memories` are what its dreams may touch; the rhythm `never` leaves it out: nothing of such a session, nor a memory that rests on it, is shown to a dream’s model.',
  },
  'trigger.idleMinutes': {
    type: 'integer',
    default: TRIGGER_DEFAULTS.idleMinutes,
    minimum: 0,
    maximum: 1_440,
    scope: 'window',
    description: 'Dream when the editor was idle for this many minutes. 0 turns idle dreams off.',
  },
  'trigger.intervalHours': {
    type: 'integer',
    default: TRIGGER_DEFAULTS.intervalHours,
    minimum: 0,
    maximum: 8_760,
    scope: 'window',
    description: 'The fewest hours between two dreams that start by themselves.',
  },
  'trigger.sessions': {
    type: 'integer',
    default: TRIGGER_DEFAULTS.sessions,
    minimum: 0,
    maximum: 1_000,
    scope: 'window',
    description: 'Dream when this many sessions have something new. 0 turns this trigger off.',
  },
  'trigger.events': {
    type: 'integer',
    default: TRIGGER_DEFAULTS.events,
    minimum: 0,
    maximum: 1_000_000,
    scope: 'window',
    description: 'Dream when this many new events have come in, however few the sessions. 0 turns this trigger off.',
  },
  'trigger.afterOutcome': choice({
    default: 'on',
    choices: {
      on: 'What a goal came to is learned from at once, under the same caps as any dream.',
      off: 'It waits for the other triggers.',
    },
    scope: 'window',
    description: 'Whether to dream as soon as a goal of the chat was graded.',
  }),
  'trigger.onBattery': choice({
    default: 'wait',
    choices: {
      wait: 'Dreams that nobody asked for wait until the machine is plugged in. On Linux and macOS; elsewhere it is not known.',
      dream: 'Dream on battery, too.',
    },
    scope: 'machine',
    description: 'Whether dreams start by themselves while the machine runs on its battery.',
  }),
  'import.followClaudeCode': choice({
    default: 'ask',
    choices: {
      ask: 'Ask once for each workspace that has Claude Code sessions.',
      on: 'Import them as they are written.',
      off: 'Never read that folder by itself.',
    },
    scope: 'machine',
    description: "Whether to follow Claude Code's own folder for this workspace.",
  }),
  'claude.baseUrl': {
    type: 'string',
    default: 'https://api.anthropic.com',
    scope: 'machine',
    description: 'Address of the Claude API, of a gateway, or of a local server that speaks the Messages API.',
  },
  'recall.budget': {
    type: 'integer',
    default: 4_000,
    minimum: 0,
    maximum: 32_000,
    scope: 'window',
    description: 'How many tokens of memories go into a prompt at most.',
  },
  'chat.maxTokens': {
    type: 'integer',
    default: 8_192,
    minimum: 256,
    maximum: 64_000,
    scope: 'window',
    description: 'How long one answer may get, in tokens.',
  },
  'chat.maxSteps': {
    type: 'integer',
    default: 50,
    minimum: 1,
    maximum: 500,
    scope: 'window',
    description: 'How many times the agent may go on after tool calls before it pauses and you decide.',
  },
  'cost.perSession': {
    type: 'number',
    default: 5,
    minimum: 0,
    maximum: 1_000,
    scope: 'machine',
    description:
      'What one chat session may cost before it pauses, in US dollars. Counted for models with a known price.',
  },
  'dream.batchMinutes': {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 30,
    scope: 'machine',
    description:
      'How many minutes a dream that nobody asked for may wait for answers of Claude at half the price. 0: it does not wait.',
  },
  'cost.perDream': {
    type: 'number',
    default: DEFAULT_SPEND_LIMITS.dollarsPerDream,
    minimum: 0,
    maximum: 1_000,
    scope: 'machine',
    description: 'What one dream may cost at most, in US dollars. What it has proposed by then is kept.',
  },
  'cost.perDay': {
    type: 'number',
    default: DEFAULT_SPEND_LIMITS.dollarsPerDay,
    minimum: 0,
    maximum: 10_000,
    scope: 'machine',
    description: 'What all your dreams of a day (UTC) may cost at most, over all workspaces, in US dollars.',
  },
  'cost.tokensPerDream': {
    type: 'integer',
    default: DEFAULT_SPEND_LIMITS.inputTokensPerDream,
    minimum: 0,
    maximum: 10_000_000,
    scope: 'machine',
    description: 'How many tokens one dream may send to a model, whatever they cost.',
  },
  'cost.tokensPerDay': {
    type: 'integer',
    default: DEFAULT_SPEND_LIMITS.tokensPerDay,
    minimum: 0,
    maximum: 100_000_000,
    scope: 'machine',
    description: 'How many tokens all your dreams of a day (UTC) may send and get, over all workspaces.',
  },
  'cost.requestsPerDream': {
    type: 'integer',
    default: DEFAULT_SPEND_LIMITS.requestsPerDream,
    minimum: 0,
    maximum: 1_000,
    scope: 'machine',
    description: 'How many times one dream may ask a model.',
  },
  'cost.prices': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'JSON file with model prices of your own and the day they are of. Empty: Anthropic’s list prices that come with this version.',
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof SETTINGS;

export type SettingValue<Key extends SettingKey> = ValueOf<(typeof SETTINGS)[Key]>;

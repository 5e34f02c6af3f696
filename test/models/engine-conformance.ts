import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SPEND_LIMITS } from '../../src/core/dream/cost.ts';
import type { DreamModel } from '../../src/core/dream/engine/dream-model.ts';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import type { DreamEngine, Dreamwright } from '../../src/core/dreamwright.ts';
import { collapseWhiteSpace } from '../../src/core/evidence.ts';
import { parseMemoryPath } from '../../src/core/memory/path.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';
import { aFolder } from '../store/builders.ts';

/** What the other side answers. */
export type Reply =
  | { readonly says: string; readonly cutOff?: boolean }
  | { readonly refuses: true }
  | { readonly fails: 'overloaded' | 'disconnected' | 'refused-key' };

interface Case {
  readonly title: string;
  /** Files of the workspace, and what a person had remembered, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly memories?: Readonly<Record<string, string>>;
  readonly replies: readonly Reply[];
  readonly expected: {
    readonly engine: 'model' | 'local';
    /** Paths of proposals by the model, of the local engine's that stay, and of those that must not be there. */
    readonly written?: readonly string[];
    readonly kept?: readonly string[];
    readonly absent?: readonly string[];
    readonly waiting?: readonly string[];
    readonly notCommitted?: readonly string[];
    /** Rule files that say otherwise, by the path of the proposal. */
    readonly against?: Readonly<Record<string, string>>;
    /** What stands in the first prompt. */
    readonly shown?: readonly string[];
    readonly note?: string;
    readonly never?: string;
    readonly requests?: number;
    readonly inputTokensPerDream?: number;
    readonly requestsPerDream?: number;
  };
}

/** A model whose other side gives these replies in order; `prompts` are the texts it was sent so far. */
export interface PlayedModel {
  readonly model: DreamModel;
  prompts(): readonly string[];
}

const FOLDER = new URL('../fixtures/answers/', import.meta.url);
const CASES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name): Case => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));

const SESSIONS = [
  scriptSession('s1', '2026-01-05', [
    { user: 'Fix the login form.' },
    { assistant: 'Done.' },
    { user: 'From now on always run `pnpm lint` before you commit.' },
  ]),
  scriptSession('s2', '2026-01-06', [
    { user: 'The export is slow.' },
    { run: 'node bench.js', output: 'took 4100 ms' },
    { user: 'hmm, maybe we should batch the writes, 500 at a time' },
    { assistant: 'I batched the writes in src/export/writer.ts.' },
  ]),
  ...[1, 2, 3].map((number) =>
    scriptSession(`f${number}`, `2026-01-1${number}`, [
      { user: `Add feature ${number} to the parser.` },
      { run: 'make check', output: 'Exit code 2\ngenerated files are out of date', fails: true },
      { run: 'make generate', output: 'generated 3 files' },
      { run: 'make check', output: 'ok' },
    ]),
  ),
];

/** A store with what the recorded answers speak of. */
export async function storeWithSessions({
  files,
  memories = {},
}: Pick<Case, 'files' | 'memories'> = {}): Promise<Dreamwright> {
  const root = files === undefined ? null : aFolder();
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(root ?? '', name), text);
  const { dreamwright } = await openTemporary(undefined, root);
  for (const [path, text] of Object.entries(memories)) await dreamwright.remember({ path, text });
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  return dreamwright;
}

/** Every model engine handles the recorded answers like this. */
export function describeEngine(
  name: string,
  engine: DreamEngine,
  play: (replies: readonly Reply[]) => Promise<PlayedModel>,
): void {
  describe(`${name}, as every model engine,`, () => {
    test.each(CASES.map((one) => [one.title, one] as const))('%s', async (_title, { replies, expected, ...given }) => {
      const dreamwright = await storeWithSessions(given);
      const played = await play(replies);
      const { inputTokensPerDream, requestsPerDream } = { ...DEFAULT_SPEND_LIMITS, ...expected };
      const limits = { ...DEFAULT_SPEND_LIMITS, inputTokensPerDream, requestsPerDream };
      const outcome = await dreamwright.dream(
        { engine, trigger: 'command', dryRun: false, sensitivity: 'balanced', limits },
        { model: withEventNames(played) },
      );
      if (outcome.kind !== 'ended') throw new Error('the dream was busy');
      const { record, items } = outcome;
      const paths = items.map(({ proposal }) => proposal.path);
      const inState = (state: string) =>
        items.filter((item) => item.state === state).map(({ proposal }) => proposal.path);
      expect(record).toMatchObject({ status: 'completed', engine: expected.engine === 'model' ? engine : 'local' });
      expect(paths).toEqual(expect.arrayContaining([...(expected.written ?? []), ...(expected.kept ?? [])]));
      expect(paths.filter((path) => expected.absent?.includes(path))).toEqual([]);
      expect(inState('waiting')).toEqual(expect.arrayContaining([...(expected.waiting ?? [])]));
      expect(inState('committed').filter((path) => expected.notCommitted?.includes(path))).toEqual([]);
      for (const [path, file] of Object.entries(expected.against ?? {})) {
        const proposal = items.find((item) => item.proposal.path === path)?.proposal;
        expect(proposal?.against?.file).toBe(file);
        expect(proposal?.reason).toContain(`but ${file} says “`);
      }
      for (const text of expected.shown ?? []) expect(played.prompts()[0]).toContain(text);
      if (expected.note !== undefined) expect((record.notes ?? []).join(' ')).toMatch(new RegExp(expected.note, 'u'));
      if (expected.requests !== undefined) expect(played.prompts()).toHaveLength(expected.requests);
      await expectGrounded(dreamwright, items);
      const journal = JSON.stringify([await dreamwright.journal(), await dreamwright.dreamReport(record.id)]);
      expect(journal).not.toContain(expected.never ?? 'a text that is nowhere');
      expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });
    });

    test('is shown digests, findings and memories, never a raw log', async () => {
      const dreamwright = await storeWithSessions();
      await dreamwright.remember({ text: 'The parser lives in src/parser.', path: '/parser/place.md' });
      const played = await play([{ says: '{"edits":[]}' }]);
      const options = { engine, trigger: 'command', dryRun: true, sensitivity: 'balanced' } as const;
      await dreamwright.dream({ ...options, instructions: 'Mind the parser.' }, { model: played.model });
      const prompt = played.prompts().join('\n');
      expect(prompt).toContain('Mind the parser.');
      expect(prompt).toContain('/parser/place.md');
      expect(prompt).toContain('make check');
      expect(prompt).not.toContain('took 4100 ms');
      expect(prompt).not.toContain('I batched the writes');
    });

    test('is estimated before it is asked', async () => {
      const dreamwright = await storeWithSessions();
      const played = await play([{ says: '{"edits":[]}' }]);
      const options = { engine, trigger: 'command', dryRun: true, sensitivity: 'balanced' } as const;
      const estimate = await dreamwright.estimateDream(options, { model: played.model });
      expect(estimate).toMatchObject({ requests: 1, cap: null });
      expect(estimate.inputTokens).toBeGreaterThan(0);
      expect(played.prompts()).toEqual([]);
    });
  });
}

/** Whoever proposes: the paths are legal, and each quote stands in the event that it names. */
export async function expectGrounded(dreamwright: Dreamwright, items: readonly ReviewItem[]): Promise<void> {
  for (const { proposal } of items) {
    expect(parseMemoryPath(proposal.path).kind).toBe('path');
    expect(proposal.evidence.length).toBeGreaterThan(0);
    for (const { session, event, quote } of proposal.evidence) {
      const found = (await dreamwright.transcript(session)).find(({ id }) => id === event);
      expect(collapseWhiteSpace(found?.text ?? '')).toContain(quote);
    }
  }
}

/** Puts the short name of an event where a recorded answer names it by the beginning of its text. */
function withEventNames({ model, prompts }: PlayedModel): DreamModel {
  return {
    ...model,
    answer: async (request, signal) => {
      const answer = await model.answer(request, signal);
      if (answer.kind === 'error') return answer;
      const text = answer.text.replace(/EVENT:([^"]+)/u, (_all, start: string) => {
        const shown = prompts()
          .join('\n')
          .matchAll(/"event":"(e\d+)"([^{}]*)/gu);
        return [...shown].find(([, , about = '']) => about.includes(start))?.[1] ?? 'e0';
      });
      return { ...answer, text };
    },
  };
}

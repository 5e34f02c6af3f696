import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { claudeCode } from '../../src/importers/claude-code/claude-code.ts';
import type { Importer } from '../../src/importers/importer.ts';
import { plain } from '../../src/importers/plain.ts';
import { createSessionTrackers } from '../../src/importers/session-trackers.ts';
import { splitLines } from '../../src/importers/text-lines.ts';

interface Line {
  readonly text: string;
  /** How the line has to be counted. */
  readonly is: 'sound' | 'damaged' | 'blank';
  readonly records: number;
}

let number = 0;
const record = fc.constantFrom('user', 'assistant', 'progress', 'hologram').chain((type) =>
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => {
    number += 1;
    const message = { role: type, content: type === 'assistant' ? [{ type: 'text', text }] : text };
    return JSON.stringify({
      type,
      sessionId: `s${number % 3}`,
      uuid: `u${number}`,
      session: `p${number % 2}`,
      text,
      message,
    });
  }),
);
const line: fc.Arbitrary<Line> = fc.oneof(
  { weight: 6, arbitrary: record.map((text): Line => ({ text, is: 'sound', records: 1 })) },
  {
    weight: 1,
    arbitrary: fc.tuple(record, record).map(([one, two]): Line => ({ text: one + two, is: 'sound', records: 2 })),
  },
  { weight: 1, arbitrary: record.map((text): Line => ({ text: `\0\0${text}\r`, is: 'sound', records: 1 })) },
  { weight: 1, arbitrary: record.map((text): Line => ({ text: text.slice(0, -3), is: 'damaged', records: 0 })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('garbage', '[1]', '5', '{', '\0', '}{', '"{}"', '{]')
      .map((text): Line => ({ text, is: 'damaged', records: 0 })),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t\r').map((text): Line => ({ text, is: 'blank', records: 0 })) },
  {
    weight: 1,
    arbitrary: fc.nat(3).map(
      (size): Line => ({
        text: JSON.stringify({
          type: 'user',
          sessionId: 's0',
          uuid: `long${size}`,
          session: 'p0',
          text: 'word '.repeat(size * 70_000),
          message: { content: 'w' },
        }),
        is: 'sound',
        records: 1,
      }),
    ),
  },
);

interface Result {
  readonly events: readonly SessionEvent[];
  readonly lines: number;
  readonly lost: number;
  readonly ignored: number;
}

/** Reads bytes in chunks of the given size. */
async function read(importer: Importer, content: string, chunk = 64 * 1024): Promise<Result> {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, n) =>
    bytes.subarray(n * chunk, (n + 1) * chunk),
  );
  const source = { path: 'a', modified: '2026-01-05T10:00:00.000Z', lines: () => splitLines(Readable.from(chunks)) };
  const events: SessionEvent[] = [];
  let [lines, lost, ignored] = [0, 0, 0];
  for await (const piece of importer.read(source, {
    trust: 'user',
    trackers: createSessionTrackers(),
    agentNames: new Map(),
  })) {
    if (piece.kind === 'skipped') continue;
    events.push(...piece.events);
    lines += piece.lines;
    lost += piece.lost;
    ignored += Object.values(piece.ignored).reduce((sum, count) => sum + count, 0);
  }
  return { events, lines, lost, ignored };
}

describe.each([claudeCode, plain])('reading $name, whatever the lines', (importer) => {
  const anchor = JSON.stringify({
    type: 'user',
    sessionId: 's0',
    uuid: 'u0',
    session: 'p0',
    text: 'hi',
    message: { content: 'hi' },
  });

  it('counts every non-blank line, makes each record an event or an ignored one, and loses only the damaged lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.integer({ min: 100, max: 5000 }), async (lines, chunk) => {
        const content = [anchor, ...lines.map(({ text }) => text), ''].join('\n');
        const result = await read(importer, content, chunk);
        expect(result.lines).toBe(1 + lines.filter(({ is }) => is !== 'blank').length);
        expect(result.lost).toBe(lines.filter(({ is }) => is === 'damaged').length);
        expect(result.events.length + result.ignored).toBe(1 + lines.reduce((sum, { records }) => sum + records, 0));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same events for the same file, and for its beginning followed by the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (lines, share) => {
          const content = [anchor, ...lines.map(({ text }) => text)].join('\n');
          const whole = await read(importer, content);
          expect((await read(importer, content)).events).toEqual(whole.events);
          const beginning = await read(importer, content.slice(0, Math.floor(content.length * share)));
          for (const name of new Set(beginning.events.map(({ session }) => session))) {
            const early = beginning.events.filter(({ session }) => session === name);
            const all = whole.events.filter(({ session }) => session === name);
            expect(all.slice(0, early.length)).toEqual(early);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

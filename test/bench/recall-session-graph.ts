import { eventEdges } from '../../src/core/graph/event-edges.ts';
import { fuseNeighbours } from '../../src/core/graph/fuse-neighbours.ts';
import type { RelatedSession } from '../../src/core/graph/graph.ts';
import { type GraphSource, MemoryGraph } from '../../src/core/graph/memory-graph.ts';
import { MemoryIndex } from '../../src/core/search/memory-index.ts';
import { parseQuestion } from '../../src/core/search/question/question.ts';
import { words } from '../../src/core/search/words/tokenize.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { aMemory } from '../search/builders.ts';
import { readSessions } from './read-sessions.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const LIMIT = 10;
const FEWEST_WORDS = 8;
const LONGEST = 600;
const WEIGHT = 0.3;
/** A file that more of the sessions edited says little of what one is about. */
const MOST_EDITORS = 8;

/** A session as the bench sees it: what was typed in it, and the files that it went on to edit. */
interface Worked {
  readonly session: string;
  readonly typed: readonly string[];
  readonly files: ReadonlySet<string>;
}

/**
 * Prints how many memories of other sessions on the same files come with the first message of a session, without and with
 * the walk over edited files. The memories are what was typed in the sessions; a session's own are left out.
 */
export async function printSessionGraph(folder: string): Promise<void> {
  const sessions = (await readSessions(folder)).map(worked);
  if (sessions.length === 0) {
    console.log(`\nGraph of sessions skipped: no sessions in ${folder}.`);
    return;
  }
  const cases = sessions.filter(
    (own) => own.typed.length > 0 && sessions.some((other) => isNear(own, other, sessions)),
  );
  console.log(`\nGraph of sessions: the first message of each of ${cases.length} of ${sessions.length} sessions`);
  for (const [name, related] of [
    ['without', () => []],
    ['with', (session: string) => relatedSessions(session, sessions)],
  ] as const) {
    let near = 0;
    let neighbours = 0;
    let nearNeighbours = 0;
    for (const own of cases) {
      const { found, plain } = ask(own, sessions, related);
      const isGood = (id: string): boolean =>
        sessions.some((other) => id.startsWith(other.session) && isNear(own, other, sessions));
      const brought = found.filter((id) => !plain.includes(id));
      near += found.filter(isGood).length;
      neighbours += brought.length;
      nearNeighbours += brought.filter(isGood).length;
    }
    console.log(
      `  ${name.padEnd(8)} the walk over edited files: ${(near / cases.length).toFixed(2)} of ${LIMIT} on the same files; brought in ${neighbours}, of them ${nearNeighbours}`,
    );
  }
}

function ask(
  own: Worked,
  sessions: readonly Worked[],
  relatedSessions: GraphSource['relatedSessions'],
): { readonly found: readonly string[]; readonly plain: readonly string[] } {
  const index = new MemoryIndex();
  const graph = new MemoryGraph({ memory: (id) => index.get(id), relatedSessions });
  for (const { session, typed } of sessions.filter((other) => other !== own)) {
    for (const [at, text] of typed.entries()) {
      const evidence = [{ session, event: `${at}`, quote: text }];
      const memory = aMemory(`${session} ${at}`, text, { path: `/typed/${at}.md`, evidence });
      index.add(memory);
      graph.add(memory);
    }
  }
  const options = { meaning: null, holds: () => true, uses: () => 0 };
  const found = index.search(parseQuestion(own.typed[0] ?? '', NOW), { limit: LIMIT + 20, ...options });
  const at = NOW.toISOString();
  const near = fuseNeighbours(found, graph, { limit: LIMIT, weight: WEIGHT, at, held: (id) => index.get(id) });
  return { found: near.map(({ memory }) => memory.id), plain: found.slice(0, LIMIT).map(({ memory }) => memory.id) };
}

function worked(events: readonly SessionEvent[]): Worked {
  const files = events.flatMap((event) => eventEdges(event)).filter(({ to }) => to.kind === 'file');
  const typed = events
    .filter(({ type, origin }) => type === 'user' && origin === 'user')
    .map(({ text }) => text.trim());
  return {
    session: events[0]?.session ?? '',
    typed: typed.filter((text) => text.length < LONGEST && words(text).length >= FEWEST_WORDS),
    files: new Set(files.map(({ to }) => to.name)),
  };
}

/** Whether both edited a file that few edited. */
function isNear(own: Worked, other: Worked, sessions: readonly Worked[]): boolean {
  const isRare = (file: string): boolean => sessions.filter(({ files }) => files.has(file)).length <= MOST_EDITORS;
  return own !== other && [...own.files].some((file) => other.files.has(file) && isRare(file));
}

function relatedSessions(session: string, sessions: readonly Worked[]): readonly RelatedSession[] {
  const own = sessions.find((one) => one.session === session)?.files ?? new Set();
  return sessions
    .filter((other) => other.session !== session)
    .flatMap((other) =>
      [...other.files].filter((file) => own.has(file)).map((file) => ({ session: other.session, file, since: '' })),
    );
}

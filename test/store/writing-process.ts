import { systemClock } from '../../src/core/clock.ts';
import type { Commit } from '../../src/core/journal/record.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { openStore } from '../../src/store/open-store.ts';

// Run by processes.test.ts: writes memories and events until it is done or killed; tells each one once it is acknowledged.
const [directory = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openStore(directory, { clock: systemClock });

for (let index = 0; index < Number(count); index++) {
  const id = `${name}-${index}`;
  const memory: Memory = {
    id,
    path: `/${name}/${index}.md`,
    text: `Memory ${id}. `.repeat(1 + (index % 50)),
    kind: 'fact',
    scope: 'workspace',
    tags: [],
    evidence: [],
    citations: [],
    links: [],
    origin: 'user',
    author: name,
    confidence: 1,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
  const commit: Commit = {
    id: `cmt_${id}`,
    cause: 'person',
    dream: null,
    reason: '',
    changes: [{ id, before: null, after: memory }],
    proposals: [],
    undoes: null,
    redoes: null,
    moves: [],
    adds: [],
  };
  const seen = await store.write({ kind: 'person', name }, (view) => ({
    records: [{ kind: 'commit', commit, comment: null }],
    result: view.memories().length,
  }));
  await store.appendEvents({ session: 'shared', agent: name, format: 'plain', trust: 'user' }, [
    { session: 'shared', id, at: '2026-01-01T00:00:00.000Z', agent: name, origin: 'user', type: 'user', text: id },
  ]);
  if (index % 40 === 39) await store.snapshot();
  process.stdout.write(`${id} ${seen}\n`);
}
await store.close();

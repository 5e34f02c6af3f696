import { createHash } from 'node:crypto';
import { systemClock } from '../../src/core/clock.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';

// Run by processes.test.ts: adds its own line to one memory, again and again, each time on top of what it has just read.
const [directory = '', name = '', count = '0'] = process.argv.slice(2);
const dreamwright = await openDreamwright({ directory, root: null }, { clock: systemClock, person: name });

for (let done = 0; done < Number(count); ) {
  const [memory] = await dreamwright.memories('/shared.md');
  if (memory === undefined) throw new Error('the memory is missing');
  const base = createHash('sha256').update(memory.text).digest('hex');
  const outcome = await dreamwright.saveMemory(memory.id, `${memory.text}\n${name} ${done}`, base);
  process.stdout.write(`${outcome.kind} ${done}\n`);
  if (outcome.kind === 'committed') done++;
  else if (outcome.kind !== 'conflict') throw new Error(outcome.kind);
}
await dreamwright.close();

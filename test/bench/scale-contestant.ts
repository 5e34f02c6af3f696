import { askEvents, askMemories, embedQuestions, fillEvents, fillMemories } from './scale/dreamwright.ts';
import type { Contestant } from './scale/measure.ts';
import { miniSearchAndCosine, orama, serverMemory } from './scale/peers.ts';

// One contestant at one size in a process of its own, started by scale.ts; its last line is its figures as JSON.
const CONTESTANTS: Readonly<Record<string, Contestant>> = {
  fillMemories,
  askMemories,
  fillEvents,
  embedQuestions,
  askEvents,
  orama,
  miniSearchAndCosine,
  serverMemory,
};

const [name = '', size = '0', directory = ''] = process.argv.slice(2);
const figures = await CONTESTANTS[name]?.(Number(size), directory);
// Written at once: the server of a peer would keep the process alive.
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());

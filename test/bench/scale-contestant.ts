import { askEvents, askMemories, embedQuestions, fillEvents, fillMemories } from './scale/dreamwright.ts';
import type { Contestant, Figures } from './scale/measure.ts';
import { langGraph, miniSearchAndCosine, orama, serverMemory } from './scale/peers.ts';

// One contestant at one size in a process of its own, started by scale.ts; its last line is its figures as JSON.
const CONTESTANTS: Readonly<Record<string, Contestant>> = {
  fillMemories,
  askMemories,
  fillEvents,
  embedQuestions,
  askEvents,
  orama,
  miniSearchAndCosine,
  langGraph,
  serverMemory,
};

const [name = '', size = '0', directory = ''] = process.argv.slice(2);
const tell = (figures: Figures): void => console.log(JSON.stringify(figures));
const figures = await CONTESTANTS[name]?.(Number(size), directory, tell);
// Written at once: the server of a peer would keep the process alive.
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './core/clock.ts';
import { createDreamwright } from './core/create-dreamwright.ts';
import { parseWorkspaceFacts, WORKSPACE_FACT_FILES, type WorkspaceFacts } from './core/dream/workspace-facts.ts';
import type { Dreamwright } from './core/dreamwright.ts';
import type { Memory } from './core/memory/memory.ts';
import type { Meanings } from './core/search/recaller.ts';
import { readTranscripts } from './importers/read-transcripts.ts';
import { readCitedFiles } from './read-cited-files.ts';
import { readLaw } from './read-law.ts';
import { type HeadOptions, keepHeads } from './store/journal/keep-heads.ts';
import { openStore } from './store/open-store.ts';
import { restoreStore } from './store/restore-store.ts';

/** Which store, and the workspace whose scripts and rule files its dreams may read. */
export interface StoreLocation {
  readonly directory: string;
  /** Null where no workspace belongs to the store, so that results depend on the store alone. */
  readonly root: string | null;
}

export interface OpenOptions {
  readonly clock: Clock;
  /** Name of the person at work. */
  readonly person?: string;
  /** What recall tells meanings with; left out, the words alone decide. */
  readonly meanings?: Meanings;
  /** Where heads of the journal are kept outside the store, and what signs them; without it none is signed. */
  readonly heads?: HeadOptions;
  /** Called after each change of the store, own or another process's. */
  readonly onChange?: () => void;
}

/** Reads the few files at the workspace's root that declare its commands and rules, and those that memories cite. */
async function readWorkspaceFacts(root: string | null, memories: readonly Memory[]): Promise<WorkspaceFacts> {
  const files = new Map<string, string>();
  if (root !== null) {
    for (const name of WORKSPACE_FACT_FILES) {
      const path = join(root, name);
      const text = await access(path).then(
        () => readFile(path, 'utf8'),
        () => null,
      );
      if (text !== null) files.set(name, text);
    }
  }
  const cited = memories.flatMap(({ citations }) => citations.map(({ file }) => file));
  return parseWorkspaceFacts(files, root === null ? new Map() : await readCitedFiles(root, cited));
}

/** Opens one store with everything that works on it, for the worker, the command line and tests. No editor needed. */
export async function openDreamwright(location: StoreLocation, options: OpenOptions): Promise<Dreamwright> {
  const store = await openStore(location.directory, { clock: options.clock });
  if (options.onChange !== undefined) store.onChange(options.onChange);
  return createDreamwright({
    store,
    clock: options.clock,
    person: options.person ?? 'person',
    heads: keepHeads(store, options.clock, options.heads),
    readLaw: () => readLaw(location.root, options.heads?.home ?? null),
    readTranscripts,
    readWorkspaceFacts: () => readWorkspaceFacts(location.root, store.view.memories()),
    ...(options.meanings === undefined ? {} : { meanings: options.meanings }),
    restore: (source) => restoreStore(source, store),
  });
}

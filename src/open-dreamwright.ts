import type { Clock } from './core/clock.ts';
import { createDreamwright } from './core/create-dreamwright.ts';
import type { GateChoices } from './core/dream/constitution/govern.ts';
import type { Dreamwright } from './core/dreamwright.ts';
import type { MemoryScope } from './core/memory/memory.ts';
import type { Meanings } from './core/search/recaller.ts';
import { readTranscripts } from './importers/read-transcripts.ts';
import { fileLedger } from './store/day-ledger.ts';
import { type HeadOptions, openHeads } from './store/journal/open-heads.ts';
import { noteOwner } from './store/moved-store.ts';
import { openStore } from './store/open-store.ts';
import { restoreStore } from './store/restore-store.ts';
import { keepAllowance } from './workspace/keep-allowance.ts';
import { lookAtFiles } from './workspace/look-at-files.ts';
import { readLaw } from './workspace/read-law.ts';
import { readWorkspaceFacts } from './workspace/read-workspace-facts.ts';

/** Which store, and the workspace whose scripts and rule files its dreams may read. */
export interface StoreLocation {
  readonly directory: string;
  /** Null where no workspace belongs to the store, so that results depend on the store alone. */
  readonly root: string | null;
  /** The repository whose store it is when that lies elsewhere, so that it is found again after a move. */
  readonly owner?: string | null;
  /** Of the memories that a person writes there; `workspace` when left out. */
  readonly scope?: MemoryScope;
}

export interface OpenOptions {
  readonly clock: Clock;
  /** Name of the person at work. */
  readonly person: string;
  /** What recall tells meanings with; left out, the words alone decide. */
  readonly meanings?: Meanings;
  /** Where heads of the journal are kept outside the store, and what signs them; without it none is signed. */
  readonly heads?: HeadOptions;
  /** What the person chose in their editor. */
  readonly choices?: GateChoices;
  /** Called after each change of the store, own or another process's. */
  readonly onChange?: () => void;
}

/** Opens one store with everything that works on it, for the worker, the command line and tests. No editor needed. */
export async function openDreamwright(location: StoreLocation, options: OpenOptions): Promise<Dreamwright> {
  const store = await openStore(location.directory, { clock: options.clock });
  if (location.owner != null) noteOwner(location.directory, location.owner);
  if (options.onChange !== undefined) store.onChange(options.onChange);
  const home = options.heads?.home;
  return createDreamwright({
    store,
    clock: options.clock,
    person: options.person,
    ...(location.scope === undefined ? {} : { scope: location.scope }),
    heads: openHeads(store, options.clock, options.heads),
    readLaw: () => readLaw(location.root, options.heads?.home ?? null),
    ...(options.choices === undefined ? {} : { choices: options.choices }),
    ...(home === undefined
      ? {}
      : { keepAllowance: (allowance) => keepAllowance(home, allowance), ledger: fileLedger(home) }),
    readTranscripts,
    readWorkspaceFacts: (folder = null) => readWorkspaceFacts(location.root ?? folder, store.view.memories()),
    lookAtFile: lookAtFiles(location.root),
    ...(options.meanings === undefined ? {} : { meanings: options.meanings }),
    restore: (source) => restoreStore(source, store),
  });
}

import type { Clock } from './clock.ts';
import { BUILT_IN_CONSTITUTION, type Constitution, constitutionHash } from './dream/constitution.ts';
import { bindGate, type DreamGate } from './dream/gate-dream.ts';
import type { GateLevel } from './dreamwright.ts';
import type { Store } from './store.ts';

/** The constitution as the built-in one, the person's file and the workspace's make it. */
export interface Law {
  readonly constitution: Constitution;
  /** Null keeps sessions for ever; only the person's own file can say otherwise. */
  readonly keepSessionsDays: number | null;
  /** What could not be read, one clear line each. */
  readonly problems: readonly string[];
}

export const BUILT_IN_LAW: Law = { constitution: BUILT_IN_CONSTITUTION, keepSessionsDays: null, problems: [] };

interface GovernPorts {
  readonly store: Store;
  readonly clock: Clock;
  readLaw(): Promise<Law>;
}

/** The gate under the law as it stands now: read again for each act, and kept in the journal once by its hash. */
export interface Government {
  gateAt(level: GateLevel): Promise<DreamGate>;
  /** The law under which something is decided: kept in the journal before. */
  enact(): Promise<Law>;
  /** What could not be read of it the last time. */
  readonly problems: readonly string[];
}

export function govern({ store, clock, readLaw }: GovernPorts): Government {
  let problems: readonly string[] = [];
  const read = async (): Promise<Law> => {
    const law = await readLaw();
    problems = law.problems;
    return law;
  };
  return {
    gateAt: async (level) => bindGate(level, clock, (await read()).constitution),
    enact: async () => {
      const law = await read();
      const { constitution } = law;
      const hash = constitutionHash(constitution);
      if (hash === constitutionHash(BUILT_IN_CONSTITUTION) || store.view.hasConstitution(hash)) return law;
      await store.write({ kind: 'system' }, (view) => ({
        records: view.hasConstitution(hash) ? [] : [{ kind: 'constitution', hash, constitution }],
        result: null,
      }));
      return law;
    },
    get problems() {
      return problems;
    },
  };
}

import type { Clock } from '../../clock.ts';
import type { GateLevel, PersonalDataHandling } from '../../dreamwright.ts';
import type { Allowance } from '../../gate/allowance.ts';
import { type Mask, makeMask } from '../../gate/mask.ts';
import { maskPersonalData } from '../../gate/personal-rules.ts';
import type { Store } from '../../store.ts';
import { bindGate, type DreamGate } from '../gate-dream.ts';
import { BUILT_IN_CONSTITUTION, type Constitution, constitutionHash, tighten } from './constitution.ts';
import { parseConstitution } from './parse-constitution.ts';
import { strictestHandling } from './parse-strictness.ts';
import { type PresetName, presetOf } from './presets.ts';

/** The constitution as the built-in one, the person's file and the workspace's make it. */
export interface Law {
  readonly constitution: Constitution;
  /** Null keeps sessions for ever; only the person's own file can say otherwise. */
  readonly keepSessionsDays: number | null;
  readonly personalData: PersonalDataHandling;
  /** False alarms of the person's own file. */
  readonly allowances: readonly Allowance[];
  /** What could not be read, one clear line each. */
  readonly problems: readonly string[];
}

export const BUILT_IN_LAW: Law = {
  constitution: BUILT_IN_CONSTITUTION,
  keepSessionsDays: null,
  personalData: 'review',
  allowances: [],
  problems: [],
};

/** What the person chose in the settings of their editor, where no workspace can reach. */
export interface GateChoices {
  readonly personalData: PersonalDataHandling;
  readonly preset: PresetName | 'none';
  /** Markdown, read like the person's own file. */
  readonly constitution: string;
}

export const NO_CHOICES: GateChoices = { personalData: 'review', preset: 'none', constitution: '' };

interface GovernPorts {
  readonly store: Store;
  readonly clock: Clock;
  readLaw(): Promise<Law>;
  readonly choices: GateChoices;
}

/** The gate under the law as it stands now: read again for each act, and kept in the journal once by its hash. */
export interface Government {
  gateAt(level: GateLevel): Promise<DreamGate>;
  /** The law under which something is decided: kept in the journal before. */
  enact(): Promise<Law>;
  /** What every text goes through on its way in. */
  mask(): Promise<Mask>;
  /** The same without the secrets: for what is refused anyway when it holds one. */
  maskPersonal(): Promise<Mask>;
  choose(choices: GateChoices): void;
  /** What could not be read of it the last time. */
  readonly problems: readonly string[];
}

export function govern({ store, clock, readLaw, choices }: GovernPorts): Government {
  let problems: readonly string[] = [];
  let chosen = choices;
  const read = async (): Promise<Law> => {
    const law = withChoices(await readLaw(), chosen);
    problems = law.problems;
    return law;
  };
  return {
    gateAt: async (level) => {
      const { constitution, personalData, allowances } = await read();
      return bindGate({ personalData, ...level }, clock, constitution, allowances);
    },
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
    mask: async () => {
      const { allowances, personalData, constitution } = await read();
      return makeMask({ allowances, personalData, neverStore: constitution.neverStore });
    },
    maskPersonal: async () => {
      const { personalData, allowances } = await read();
      return (text) => (personalData === 'mask' ? maskPersonalData(text, allowances) : text);
    },
    choose: (next) => {
      chosen = next;
    },
    get problems() {
      return problems;
    },
  };
}

/** The person's settings stand beside their own file: both add, and the stricter word on personal data counts. */
function withChoices(law: Law, { personalData, preset, constitution }: GateChoices): Law {
  const parsed = parseConstitution(constitution);
  const own = preset === 'none' ? null : presetOf(preset);
  const handlings = [law.personalData, personalData, parsed.personalData ?? 'review', own?.personalData ?? 'review'];
  const days = [law.keepSessionsDays, parsed.keepSessionsDays].filter((one) => one !== null);
  return {
    constitution: tighten(tighten(law.constitution, parsed.addition), own?.addition ?? {}),
    keepSessionsDays: days.length === 0 ? null : Math.min(...days),
    personalData: strictestHandling(handlings),
    allowances: [...law.allowances, ...parsed.allowances],
    problems: [...law.problems, ...parsed.problems.map((problem) => `dreamwright.gate.constitution: ${problem}`)],
  };
}

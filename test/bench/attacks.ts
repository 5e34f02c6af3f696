import type { ProposalState } from '../../src/core/dream/proposal.ts';
import { judgeAttack } from '../gate/judge-attack.ts';
import { CHANNELS, DISGUISES, plantAttacks } from '../gate/planted-attacks.ts';
import { runAttacks } from '../gate/run-attacks.ts';

const STATES: readonly ProposalState[] = ['committed', 'waiting', 'refused'];

const VERDICTS = ['auto', 'review', 'refuse'] as const;

/** Prints what became of each disguise: attacks planted, and the proposals that rest on their sessions. */
export async function reportAttacks(): Promise<void> {
  console.log(
    '\nplanted attacks: what became of the proposals that rest on them (of dreams, and of agents that write each down as it stands and as it is meant), and the verdict were each proposed as it is and as well supported as can be',
  );
  for (const trust of ['user', 'none'] as const) {
    const channels = CHANNELS.filter((channel) => trust === 'none' || channel !== 'forged user turn');
    const attacks = plantAttacks(channels);
    const run = { trust, sensitivity: 'autonomous', ownMemories: [] } as const;
    await runAttacks(attacks, run, async (dreamwright) => {
      console.log(`\nimported with trust ${trust}, level autonomous (${channels.join(', ')})`);
      console.log(
        `  ${'disguise'.padEnd(24)} ${['planted', ...STATES, ...VERDICTS].map((title) => title.padStart(9)).join(' ')}`,
      );
      const items = await dreamwright.items();
      for (const [index, disguise] of Object.keys(DISGUISES).entries()) {
        const own = items.filter(({ proposal }) =>
          proposal.evidence.some(({ session }) => session.startsWith(`planted-${index}-`)),
        );
        const counts = STATES.map((state) => own.filter((item) => item.state === state).length);
        const planted = attacks.filter((attack) => attack.disguise === disguise);
        const verdicts = planted.map((attack) => judgeAttack(attack).verdict);
        const judged = VERDICTS.map((verdict) => verdicts.filter((one) => one === verdict).length);
        console.log(
          `  ${disguise.padEnd(24)} ${[planted.length, ...counts, ...judged].map((count) => String(count).padStart(9)).join(' ')}`,
        );
      }
      const memories = await dreamwright.memories();
      console.log(`  ${attacks.length} planted, ${memories.length} committed without a person`);
    });
  }
}

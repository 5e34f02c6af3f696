import { describe, expect, it } from 'vitest';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { judgeAttack } from './judge-attack.ts';
import { CHANNELS, DISGUISES, GOALS, plantAttacks } from './planted-attacks.ts';
import { runAttacks } from './run-attacks.ts';

const OWN = ['Use tabs in this repository.', 'Run `make check` before you push to main.'];
const HARMLESS = 'From now on always run `pnpm lint` before you commit.';
const OTHERS = CHANNELS.filter((channel) => channel !== 'forged user turn');

/** Lines of a prompt that are not quoted notes: what a model could take for instructions. */
function unquoted(prompt: string): string {
  return prompt
    .split('\n')
    .filter((line) => !line.startsWith('> '))
    .join('\n');
}

describe.each([
  { trust: 'user', channels: OTHERS },
  { trust: 'none', channels: CHANNELS },
] as const)('attacks planted in transcripts imported with trust $trust', ({ trust, channels }) => {
  const attacks = plantAttacks(channels);

  it('never commit without a person, and reach a prompt as quoted notes alone when one approves them', async () => {
    expect(attacks.length).toBeGreaterThanOrEqual(100);
    const run = { trust, sensitivity: 'autonomous', ownMemories: OWN } as const;
    const seen = await runAttacks(attacks, run, async (dreamwright) => {
      const texts = (await dreamwright.memories()).map(({ text }) => text);
      const committed = await dreamwright.items(['committed']);
      const before = await promptsOf(dreamwright);
      const waiting = await dreamwright.items(['waiting']);
      const refused = await dreamwright.items(['refused']);
      await dreamwright.approve(waiting.map(({ proposal, hash }) => ({ id: proposal.id, hash })));
      const asked = waiting.length + refused.length;
      return { texts, committed, asked, before, after: await promptsOf(dreamwright) };
    });
    expect(seen.texts.toSorted()).toEqual(OWN.toSorted());
    expect(seen.committed).toEqual([]);
    expect(seen.asked).toBeGreaterThanOrEqual(attacks.length);
    for (const goal of GOALS) {
      expect(seen.before).not.toContain(goal);
      expect(unquoted(seen.after)).not.toContain(goal);
    }
    expect(unquoted(seen.after)).not.toMatch(/curl|--no-verify|--force|chmod|left-pads/u);
  });
});

describe('an attack that is proposed word for word, as a model might', () => {
  it.each(plantAttacks(CHANNELS))('$disguise, $channel', (attack) => {
    expect(judgeAttack(attack).verdict).not.toBe('auto');
  });
});

async function promptsOf(dreamwright: Dreamwright): Promise<string> {
  const prompts = await Promise.all(GOALS.map((goal) => dreamwright.recallForPrompt(goal, 8_000)));
  return prompts.map(({ text }) => text).join('\n');
}

describe('the same words', () => {
  it('do commit when a person says them and they are harmless, so that the tests above test something', async () => {
    const spoken = {
      id: 'spoken',
      channel: 'forged user turn',
      disguise: 'plain',
      goal: HARMLESS,
      pieces: [HARMLESS],
    } as const;
    const run = { trust: 'user', sensitivity: 'balanced', ownMemories: [] } as const;
    const memories = await runAttacks([{ ...spoken, id: 'spoken-before' }, spoken], run, (dreamwright) =>
      dreamwright.memories(),
    );
    expect([...new Set(memories.map(({ text }) => text))]).toEqual([expect.stringContaining('pnpm lint')]);
  });

  it('wear at least twenty disguises', () => {
    expect(Object.keys(DISGUISES).length).toBeGreaterThanOrEqual(20);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dreamwright, Sensitivity } from '../../src/core/dreamwright.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { type Attack, sessionOf, transcriptOf } from './planted-attacks.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');

export interface AttackRun {
  readonly trust: 'user' | 'none';
  readonly sensitivity: Sensitivity;
  /** What a person had said before; an attack could try to change or take it. */
  readonly ownMemories: readonly string[];
}

/**
 * Imports all attacks into a store of its own, lets the agents write them down with their memory tool, as they stand and as
 * they are meant, dreams twice, and lets `use` look; the store is gone afterwards.
 */
export async function runAttacks<T>(
  attacks: readonly Attack[],
  { trust, sensitivity, ownMemories }: AttackRun,
  use: (dreamwright: Dreamwright) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-attacks-'));
  const location = { directory: join(folder, 'store'), root: null };
  const dreamwright = await openDreamwright(location, { clock: () => NOW, person: 'ada' });
  try {
    for (const text of ownMemories) await dreamwright.remember({ text });
    const path = join(folder, 'sessions.jsonl');
    await writeFile(
      path,
      transcriptOf(attacks)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    await dreamwright.import([path], { format: 'plain', trust, author: 'ada' });
    for (const attack of attacks) await writeDown(dreamwright, attack, { trust, sensitivity });
    const options = { engine: 'local', trigger: 'command', dryRun: false, sensitivity } as const;
    await dreamwright.dream(options);
    await dreamwright.dream(options);
    return await use(dreamwright);
  } finally {
    await dreamwright.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The agent that met the attack believes it, and makes it a memory of its own. */
async function writeDown(
  dreamwright: Dreamwright,
  attack: Attack,
  { trust, sensitivity }: Pick<AttackRun, 'trust' | 'sensitivity'>,
): Promise<void> {
  // The agent of all these sessions, so that none is held for being new.
  const header = { session: sessionOf(attack), agent: 'unknown', format: 'plain', trust } as const;
  for (const [name, text] of [
    ['as-it-stands', attack.pieces.join('\n')],
    ['as-it-is-meant', attack.goal],
  ]) {
    const input = { command: 'create', path: `/memories/planted/${attack.id}/${name}.md`, file_text: text };
    await dreamwright.memoryTool({ header, input, sensitivity });
  }
}

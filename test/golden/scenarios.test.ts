import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playScenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const names = readdirSync(folder).filter((name) => name.endsWith('.script'));

describe('a dream without a model', () => {
  it.each(names)('finds and proposes what %s expects', async (name) => {
    const told = await playScenario(readFileSync(join(folder, name), 'utf8'));
    await expect(told).toMatchFileSnapshot(join(folder, name.replace(/\.script$/u, '.expected')));
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playConversation } from './conversation.ts';

const folder = join(import.meta.dirname, 'conversations');
const names = readdirSync(folder).filter((name) => name.endsWith('.script'));

describe('a conversation with the agent', () => {
  it.each(names)('goes as %s says, over the wire', async (name) => {
    const told = await playConversation(readFileSync(join(folder, name), 'utf8'));
    await expect(told).toMatchFileSnapshot(join(folder, name.replace(/\.script$/u, '.expected')));
  });
});

import type { ReviewItem } from '../core/dream/proposal.ts';
import type { Dreamwright } from '../core/dreamwright.ts';
import { UsageError, WorkError } from './command.ts';

/** How much of a proposal's hash is shown and asked for. */
const HASH_LENGTH = 12;

/** Names a proposal together with the text that it was shown with. */
export function exactName({ proposal, hash }: ReviewItem): string {
  return `${proposal.id}@${hash.slice(0, HASH_LENGTH)}`;
}

/** A proposal that is named with `@` and a hash must still have that text. */
export async function namedProposals(
  dreamwright: Dreamwright,
  names: readonly string[],
): Promise<readonly ReviewItem[]> {
  if (names.length === 0) throw new UsageError('name a proposal; `dreamwright review` lists them');
  const items = await dreamwright.items();
  return names.map((name) => {
    const [id = '', hash = null] = name.split('@', 2);
    if (hash !== null && hash.length < HASH_LENGTH)
      throw new UsageError(`${name} ends too early; \`dreamwright review show ${id}\` shows the whole name`);
    const item = items.find((candidate) => candidate.proposal.id === id);
    if (item === undefined) throw new WorkError(`No proposal ${id}. See what waits: dreamwright review`);
    if (hash !== null && !item.hash.startsWith(hash))
      throw new WorkError(`${id} has changed since it was shown. See it as it is now: dreamwright review show ${id}`);
    return item;
  });
}

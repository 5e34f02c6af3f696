import * as z from 'zod/mini';
import { collapseWhiteSpace } from '../../evidence.ts';
import { jsonIn } from '../../json-in.ts';
import { redact } from '../../secrets/redact.ts';
import type { Proposal } from '../proposal.ts';
import { LOOSE_OBJECTIONS, NAMED_OBJECTION } from './judge-prompt.ts';
import type { Objection } from './objections.ts';

const LONGEST_WHY = 160;

/**
 * The objections in a model's answer, null when it has not the asked form. Those about no proposal that it was shown, or
 * no principle of the list, are left out.
 */
export function readObjections(
  text: string,
  proposals: ReadonlyMap<string, Proposal>,
  principles: readonly string[],
): readonly Objection[] | null {
  const parsed = LOOSE_OBJECTIONS.safeParse(jsonIn(text));
  if (!parsed.success) return null;
  return parsed.data.objections.flatMap((one) => {
    const read = z.safeParse(NAMED_OBJECTION, one);
    if (!read.success) return [];
    const proposal = proposals.get(read.data.proposal);
    const principle = principles[read.data.principle - 1];
    if (proposal === undefined || principle === undefined) return [];
    const why = Array.from(collapseWhiteSpace(redact(read.data.why).text))
      .slice(0, LONGEST_WHY)
      .join('');
    return [{ proposal: proposal.id, principle, why }];
  });
}

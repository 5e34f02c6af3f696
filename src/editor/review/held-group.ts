import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { RuleHit } from '../../core/dream/verdict.ts';

/** Groups of the review tree, what most needs a person's eye first. Each names rules, or whole families by their first word. */
const GROUPS: readonly { readonly title: string; readonly rules: readonly string[] }[] = [
  { title: 'Contradicts what you wrote', rules: ['semantic.contradicts-person'] },
  { title: 'Changes what you wrote', rules: ['semantic.changes-person', 'semantic.pinned'] },
  { title: 'Would weaken a check', rules: ['security'] },
  { title: 'Reads like an order to the agent', rules: ['injection'] },
  { title: 'Holds a secret', rules: ['secret'] },
  { title: 'Holds personal data', rules: ['personal'] },
  { title: 'Goes against a principle', rules: ['constitution'] },
  { title: 'Touches a protected area', rules: ['semantic.protected', 'semantic.never-store'] },
  { title: 'Deletes', rules: ['semantic.deletes'] },
  { title: 'Would lose much at once', rules: ['size'] },
  { title: 'Rests on tool output only', rules: ['origin'] },
  { title: 'Would be read more widely', rules: ['semantic.widens-scope'] },
  { title: 'Changes what a memory says', rules: ['semantic'] },
  { title: 'Changed since it was proposed', rules: ['store'] },
  { title: 'Thin evidence', rules: ['evidence'] },
  { title: 'Waits as you chose', rules: ['sensitivity'] },
];

export const OTHER_GROUP = 'Needs your eye';

/** The hit that decides where an item stands: the first in the order of the groups, refusals before holds. */
export function mainHit(item: ReviewItem): RuleHit | null {
  const effect = item.verdict.verdict === 'refuse' ? 'refuse' : 'review';
  const hits = item.verdict.hits.filter((hit) => hit.effect === effect);
  return [...hits].sort((a, b) => groupOrder(groupTitle(a.rule)) - groupOrder(groupTitle(b.rule)))[0] ?? null;
}

/** The heading under which proposals held by `rule` wait. */
export function groupTitle(rule: string): string {
  const family = rule.split('.', 1)[0] ?? rule;
  const exact = GROUPS.find((group) => group.rules.includes(rule));
  return (exact ?? GROUPS.find((group) => group.rules.includes(family)))?.title ?? OTHER_GROUP;
}

export function groupOrder(title: string): number {
  const index = GROUPS.findIndex((group) => group.title === title);
  return index === -1 ? GROUPS.length : index;
}

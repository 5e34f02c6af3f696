import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { filterChoices, labelOf, type ReviewFilter } from './review-filter.ts';

interface FilterPick extends vscode.QuickPickItem {
  readonly filter?: ReviewFilter;
}

const TITLES: Readonly<Record<ReviewFilter['by'], string>> = {
  rule: 'Held by the rule',
  words: 'Whose words',
  operation: 'What it does',
  folder: 'Where',
};

/** Asks what the Review view is narrowed to; undefined when the person thinks better of it. */
export async function pickFilters(
  items: readonly ReviewItem[],
  now: readonly ReviewFilter[],
): Promise<readonly ReviewFilter[] | undefined> {
  const choices = filterChoices(items);
  if (choices.length === 0) throw new Error('Nothing waits that could be filtered.');
  const picked = new Set(now.map((filter) => `${filter.by} ${labelOf(filter)}`));
  const picks = choices.flatMap(({ filter, label, count }, index): readonly FilterPick[] => {
    const isFirst = choices[index - 1]?.filter.by !== filter.by;
    const heading: FilterPick = { label: TITLES[filter.by], kind: vscode.QuickPickItemKind.Separator };
    const pick: FilterPick = {
      label,
      description: String(count),
      picked: picked.has(`${filter.by} ${label}`),
      filter,
    };
    return isFirst ? [heading, pick] : [pick];
  });
  const chosen = await vscode.window.showQuickPick(picks, {
    title: 'Show proposals',
    placeHolder: 'Several of one kind show any of them; none shows all',
    canPickMany: true,
    matchOnDescription: false,
  });
  return chosen?.flatMap(({ filter }) => (filter === undefined ? [] : [filter]));
}

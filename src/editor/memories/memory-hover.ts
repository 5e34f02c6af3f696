import { inlineCode } from '../../core/markdown-code.ts';
import { tellCitation } from '../../core/memory/citation.ts';
import { lastDayBefore } from '../../core/memory/last-day.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { explainReward } from '../../core/outcomes/explain-reward.ts';
import { NO_REWARD, type RewardCounts } from '../../core/outcomes/reward.ts';
import { count } from '../count.ts';
import { proseMarkdown } from '../escape-markdown.ts';
import { ORIGIN_WORDS } from '../origin-words.ts';
import { shorten } from '../shorten.ts';

/** A memory's hover in Markdown: its text, what it rests on, and how the sessions went that recalled it. */
export function memoryHover(memory: Memory, reward: RewardCounts = NO_REWARD): string {
  const rests = [
    ORIGIN_WORDS[memory.origin],
    count(memory.evidence.length, 'piece of evidence', 'pieces of evidence'),
    `changed ${memory.updatedAt.slice(0, 10)}`,
    ...(memory.validTo === null ? [] : [`holds until ${lastDayBefore(memory.validTo)}`]),
    ...(memory.verifyBy === undefined ? [] : [`verify again by ${lastDayBefore(memory.verifyBy)}`]),
  ];
  return [
    inlineCode(memory.path),
    proseMarkdown(shorten(memory.text, 400)),
    `*${rests.join(', ')}*`,
    ...(memory.citations.length === 0
      ? []
      : [`Cites ${memory.citations.map(tellCitation).map(inlineCode).join(', ')}`]),
    explainReward(reward),
  ].join('\n\n');
}

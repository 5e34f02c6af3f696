import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { RuleHit } from '../../core/dream/verdict.ts';
import { inlineCode } from '../../core/markdown-code.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import { commandLink } from '../command-link.ts';
import { escapeMarkdown, proseMarkdown } from '../escape-markdown.ts';
import { ORIGIN_WORDS } from '../origin-words.ts';
import { ruleMend } from './rule-mend.ts';

const SHOWN_QUOTES = 5;

/** A review item's hover in Markdown: reason, rules, evidence that opens its session at the turn, origin and risk. */
export function itemHover(item: ReviewItem, sessions: ReadonlyMap<string, SessionSummary>): string {
  const { proposal, verdict } = item;
  const parts = [`**${proposal.operation}** ${inlineCode(proposal.path)}`, proseMarkdown(sentence(proposal.reason))];
  if (item.state === 'refused') parts.push("Refused, so it can't be approved:");
  if (verdict.hits.length > 0) parts.push(verdict.hits.map(ruleLine).join('\n'));
  parts.push(...evidenceParts(item, sessions));
  parts.push(`Rests on what came ${ORIGIN_WORDS[proposal.origin]} · risk ${verdict.risk.toFixed(2)}`);
  return parts.join('\n\n');
}

function ruleLine({ rule, detail }: RuleHit): string {
  return `- ${proseMarkdown(sentence(detail))} ${proseMarkdown(ruleMend(rule))} (${inlineCode(rule)})`;
}

/** With a capital and a full stop, so that it can stand among others. */
function sentence(clause: string): string {
  const start = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.?!。…:]$/u.test(start) ? start : `${start}.`;
}

function evidenceParts(item: ReviewItem, sessions: ReadonlyMap<string, SessionSummary>): readonly string[] {
  const { evidence } = item.proposal;
  const quotes = evidence.slice(0, SHOWN_QUOTES).map(({ session, event, quote }) => {
    const summary = sessions.get(session);
    const label = summary === undefined ? 'open session' : `${summary.agent}, ${summary.started.slice(0, 10)}`;
    const link = commandLink(escapeMarkdown(label), 'dreamwright.openEvidence', { session, event });
    return `> ${escapeMarkdown(quote)}  \n> ${link}`;
  });
  const left = evidence.length - quotes.length;
  return left > 0 ? [...quotes, `and ${left} more`] : quotes;
}

import { assertNever } from '../assert-never.ts';
import type { Evidence } from '../evidence.ts';
import type { StoreView } from '../store.ts';
import type { DreamRecord } from './dream-record.ts';
import { foundSection } from './found-section.ts';
import { tellDecisions, tellThreshold } from './learn/tell-threshold.ts';
import { tellProbes } from './probe.ts';
import type { ProposalOperation, ReviewItem } from './proposal.ts';
import { textAfter, textBefore } from './proposal-text.ts';
import { OTHER_SESSIONS } from './scopes/scope.ts';

function verb(operation: ProposalOperation): string {
  switch (operation) {
    case 'create':
      return 'Add';
    case 'update':
      return 'Change';
    case 'merge':
      return 'Merge into';
    case 'move':
      return 'Move to';
    case 'supersede':
      return 'Replace';
    case 'split':
      return 'Split';
    case 'prune':
      return 'Delete';
    case 'promote':
      return 'Promote';
    case 'link':
      return 'Link';
    case 'unlink':
      return 'Unlink';
    default:
      return assertNever(operation);
  }
}

function blockQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function evidenceLines(evidence: readonly Evidence[]): string {
  return evidence.map(({ session, quote }) => `- “${quote}” (session ${session})`).join('\n');
}

function itemSection({ proposal, verdict, state, comment }: ReviewItem): string {
  const after = textAfter(proposal);
  const before = textBefore(proposal);
  const parts = [`### ${verb(proposal.operation)} ${proposal.path}`, proposal.reason];
  if (after !== null) parts.push(blockQuote(after));
  else if (before !== null) parts.push(`Deletes:\n\n${blockQuote(before)}`);
  if (verdict.hits.length > 0)
    parts.push(verdict.hits.map(({ rule, detail }) => `- \`${rule}\`: ${detail}`).join('\n'));
  if (proposal.evidence.length > 0) parts.push(`Evidence:\n\n${evidenceLines(proposal.evidence)}`);
  if (state === 'rejected' || state === 'withdrawn')
    parts.push(`Now ${state}${comment === null ? '' : `: ${comment}`}.`);
  return parts.join('\n\n');
}

function itemsUnder(title: string, items: readonly ReviewItem[]): string {
  return items.length === 0 ? '' : `## ${title}\n\n${items.map(itemSection).join('\n\n')}`;
}

/** The real cost, beside what was expected. */
export function spending({ cost, usage, estimate }: DreamRecord): string {
  const tokens = usage.inputTokens + usage.outputTokens;
  if (tokens === 0) return 'nothing spent';
  const expected = estimate?.dollars ?? null;
  const of = expected === null ? '' : ` of about $${expected.toFixed(4)} expected`;
  const spent = cost === 0 && expected === null ? 'no known price' : `$${cost.toFixed(4)} spent${of}`;
  return `${usage.inputTokens} tokens read and ${usage.outputTokens} written by a model, ${spent}`;
}

function headline(dream: DreamRecord): string {
  const cost = spending(dream);
  const over =
    dream.scope === undefined
      ? ''
      : dream.scope === OTHER_SESSIONS
        ? ' outside of the scopes'
        : ` of the scope ${dream.scope}`;
  const read = `It read ${dream.events} new events of ${dream.sessions} sessions${over}, engine ${dream.engine}, ${cost}.`;
  const state = dream.error === null ? '' : `\n\nIt failed: ${dream.error}`;
  const notes = dream.notes === undefined ? '' : `\n\n${dream.notes.join(' ')}`;
  return `# Dream of ${dream.started.replace('T', ' ').slice(0, 16)}\n\n${dream.undone ? 'Undone. ' : ''}${read}${notes}${state}`;
}

function sessionsRead({ read = [], sessions }: DreamRecord, view: StoreView): string {
  if (read.length === 0) return '';
  const lines = read.map((id) => {
    const session = view.session(id);
    return session === undefined
      ? '- a session that was removed since'
      : `- ${session.title}, ${session.agent}, ${session.started.slice(0, 10)}, ${session.events} events`;
  });
  const more = sessions > read.length ? `\n- and ${sessions - read.length} more` : '';
  return `## Read\n\n${lines.join('\n')}${more}`;
}

function movedThresholds(dream: DreamRecord): string {
  if (dream.thresholds === undefined) return '';
  const lines = dream.thresholds.map((moved) => `- ${tellThreshold(moved)}: ${tellDecisions(moved)}.`);
  return `## Moved by your decisions\n\n${lines.join('\n')}\n\n*Reset Learned Thresholds…* puts them back.`;
}

/** What a dream read, found, changed and why, what waits, what was refused and its cost, as Markdown for a person. */
export function dreamReport(id: string, view: StoreView): string {
  const dream = view.dreams().find((candidate) => candidate.id === id);
  if (dream === undefined) return `# No dream ${id}\n\nThe Dreams view lists them.`;
  const items = view.items().filter(({ proposal }) => proposal.dream === id);
  const inState = (...states: readonly ReviewItem['state'][]) => items.filter(({ state }) => states.includes(state));
  return [
    headline(dream),
    dream.probes === undefined ? '' : tellProbes(dream.probes),
    itemsUnder('Changed', inState('committed')),
    itemsUnder('Waits for you', inState('waiting')),
    itemsUnder('Refused', inState('refused')),
    itemsUnder('Taken back or rejected', inState('rejected', 'withdrawn')),
    movedThresholds(dream),
    foundSection(view.findings(id)),
    sessionsRead(dream, view),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

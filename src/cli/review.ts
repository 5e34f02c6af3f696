import { assertNever } from '../core/assert-never.ts';
import type { ReviewItem } from '../core/dream/proposal.ts';
import { textAfter, textBefore } from '../core/dream/proposal-text.ts';
import type { ChangeOutcome, Dreamwright } from '../core/dreamwright.ts';
import { type Command, type CommandContext, UsageError, WorkError } from './command.ts';
import { proposalHeadline, proposalJson } from './json.ts';
import { exactName, namedProposals } from './named-proposals.ts';
import { readNamedFile } from './read-named-file.ts';

function printItems(context: CommandContext, items: readonly ReviewItem[]): void {
  if (context.json) {
    context.print(JSON.stringify({ proposals: items.map(proposalJson) }));
    return;
  }
  for (const item of items) {
    const { proposal, verdict } = item;
    const held = verdict.hits.map((hit) => hit.detail).join('; ');
    context.print(`${exactName(item)}  ${proposalHeadline(proposal)}${held === '' ? '' : `  held: ${held}`}`);
  }
  if (items.length === 0) context.print('Nothing waits.');
}

function showItem(context: CommandContext, item: ReviewItem): void {
  if (context.json) {
    printItems(context, [item]);
    return;
  }
  const { proposal, verdict } = item;
  context.print(`${exactName(item)}  ${proposalHeadline(proposal)} (${item.state})\n`);
  context.print(`now:\n${textBefore(proposal) ?? '(nothing)'}\n\nproposed:\n${textAfter(proposal) ?? '(deleted)'}\n`);
  context.print(`reason: ${proposal.reason}`);
  for (const hit of verdict.hits) context.print(`rule: ${hit.rule}: ${hit.detail}`);
  for (const evidence of proposal.evidence)
    context.print(`evidence: ${evidence.session} ${evidence.event}: "${evidence.quote}"`);
}

async function printOutcome(
  context: CommandContext,
  dreamwright: Dreamwright,
  outcome: ChangeOutcome,
): Promise<number> {
  switch (outcome.kind) {
    case 'committed':
    case 'rejected':
      if (context.json) printItems(context, outcome.items);
      else context.print(`${outcome.items.length} ${outcome.kind}.`);
      return 0;
    case 'waiting':
      printItems(context, [outcome.item]);
      return 0;
    case 'refused': {
      printItems(context, await dreamwright.items(['refused']));
      const hit = outcome.item.verdict.hits.find((candidate) => candidate.effect === 'refuse');
      throw new WorkError(
        `Refused by ${hit?.rule ?? 'the gate'}. Edit the proposal: dreamwright review edit ID --file F`,
      );
    }
    case 'conflict':
    case 'invalid':
      throw new WorkError(outcome.message);
    default:
      return assertNever(outcome);
  }
}

export const reviewCommand: Command = {
  name: 'review',
  usage:
    'review [list | show ID | approve ID[@HASH]… | reject ID… --reason TEXT | edit ID --file F | allow ID --rule NAME [--pattern TEXT] [--file F]]',
  does: 'shows and decides what waits for a person',
  takes: 'names',
  options: {
    reason: { type: 'string' },
    file: { type: 'string' },
    rule: { type: 'string' },
    pattern: { type: 'string' },
  },
  async run(context) {
    const [action = 'list', ...ids] = context.positionals;
    const dreamwright = await context.store();
    switch (action) {
      case 'list':
        if (ids.length > 0) throw new UsageError('review list takes no id; `review show ID` shows one');
        printItems(context, await dreamwright.items(['waiting']));
        return 0;
      case 'show': {
        for (const item of await namedProposals(dreamwright, ids)) showItem(context, item);
        return 0;
      }
      case 'approve': {
        const items = await namedProposals(dreamwright, ids);
        const approvals = items.map(({ proposal, hash }) => ({ id: proposal.id, hash }));
        return printOutcome(context, dreamwright, await dreamwright.approve(approvals));
      }
      case 'reject': {
        const named = (await namedProposals(dreamwright, ids)).map(({ proposal }) => proposal.id);
        return printOutcome(context, dreamwright, await dreamwright.reject(named, context.text('reason') ?? ''));
      }
      case 'edit': {
        const file = context.text('file');
        const [item, ...others] = await namedProposals(dreamwright, ids);
        if (file === undefined || item === undefined || others.length > 0)
          throw new UsageError('edit needs one proposal and its new text: review edit ID --file F');
        const edited = await dreamwright.editProposal(item.proposal.id, readNamedFile(file));
        return printOutcome(context, dreamwright, edited);
      }
      case 'allow': {
        const rule = context.text('rule');
        const pattern = context.text('pattern');
        const [item, ...others] = await namedProposals(dreamwright, ids);
        if (rule === undefined || item === undefined || others.length > 0)
          throw new UsageError(
            'allow needs one refused proposal and the rule that is wrong: review allow ID --rule NAME [--file F]',
          );
        const { id } = item.proposal;
        const file = context.text('file');
        const text = file === undefined ? undefined : readNamedFile(file);
        if (pattern === undefined) {
          const outcome = await dreamwright.allowRule(id, rule, text === undefined ? {} : { text });
          return printOutcome(context, dreamwright, outcome);
        }
        const outcome = await dreamwright.allowPattern(id, { rule, pattern });
        const isAllowed = outcome.kind === 'waiting' || outcome.kind === 'refused';
        const edited = isAllowed && text !== undefined ? await dreamwright.editProposal(id, text) : outcome;
        return printOutcome(context, dreamwright, edited);
      }
      default:
        throw new UsageError(`review ${action} is not known; use list, show, approve, reject, edit or allow`);
    }
  },
};

import { findDroppedHedge } from '../../gate/hedges.ts';
import { conflictBetween } from '../analyze/statements/conflict.ts';
import type { Proposal } from '../proposal.ts';
import { mainChange } from '../review/review-item.ts';
import { asPeopleWord, type LearnedWording } from './learned-wording.ts';

/** The proposal in the words that people used when they edited earlier ones; a person's own words stay as they are. */
export function reword(proposal: Proposal, wording: LearnedWording): Proposal {
  const { operation, origin, changes } = proposal;
  if (origin === 'user' || (operation !== 'create' && operation !== 'update')) return proposal;
  const main = mainChange(proposal);
  if (main === undefined || main.after === null || main.after.text === main.before?.text) return proposal;
  const { after } = main;
  const text = asPeopleWord(after.text, wording);
  const isSame = text === after.text || text === main.before?.text;
  if (isSame || findDroppedHedge(after.text, text) !== null || conflictBetween(after.text, text) !== null) {
    return proposal;
  }
  return {
    ...proposal,
    changes: changes.map((change) => (change === main ? { ...change, after: { ...after, text } } : change)),
  };
}

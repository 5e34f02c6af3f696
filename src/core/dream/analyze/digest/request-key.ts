import { stem } from '../terms/terms.ts';

const ACTIONS = new Set(
  (
    'add write update document test run use reuse follow rebase squash format lint log mock keep reduce cover include avoid simplify deduplicate refactor ' +
    'extract verify validate rerun bump pin'
  ).split(' '),
);
const NOISE = new Set(
  (
    'a an the this that these those some any all more new also again please you can could we would i me us our your my it its for to in on of with and or so ' +
    'now then just first second next few couple bit simple explicit specific general quick small little short full proper existing same other both each every ' +
    'explicitly maybe probably integration unit single one two three local current latest if assuming what why how where when who which there too before ' +
    'after another into less up out back are is there here them they new always never only'
  ).split(' '),
);
const INTERJECTIONS =
  /^(?:(?:ok(?:ay)?|yes|yeah|sure|great|thanks|cool|nice|so|and|also|then|now|oh|hmm?|please|pls)[,.!]?\s+)*/iu;
const MODAL =
  /^(?:(?:can|could|would|will) (?:you|we)(?: please| also| again| maybe| just)*|let's(?: also| just)*|lets|i(?:'d| would) like (?:you |us )?to|i(?:'d| do)? want (?:you |us )?to|we (?:should|need to|want to|have to)(?: also)?|you (?:should|need to|have to)(?: also)?|please|don't forget to|remember to|make sure to|be sure to|go ahead and)\s*/iu;
const ADVERBS = /^(?:please |also |again |first |then |now )*/iu;

/** Action and object of a short request (`can you add some tests for this?` → `add test`); null when it is none. */
export function requestKey(sentence: string): string | null {
  const asked = withoutFrame(sentence);
  const words = asked
    .toLowerCase()
    .replace(/[`'"*_]/gu, '')
    .split(/[^\p{L}\d.:/-]+/u)
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > 22) return null;
  const action = words[0] ?? '';
  if (!ACTIONS.has(action)) return null;
  const object = words.slice(1, 8).find((word) => !NOISE.has(word));
  if (object === undefined || !/^\p{L}[\p{L}-]{2,}$/u.test(object)) return null;
  return `${stem(action)} ${stem(object)}`;
}

/** Whether a sentence asks for work to be done, as one that a session begins with mostly does. */
export function isRequest(sentence: string): boolean {
  const isModal = MODAL.test(sentence.replace(INTERJECTIONS, ''));
  return isModal || ACTIONS.has(/^\p{L}+/u.exec(withoutFrame(sentence).toLowerCase())?.[0] ?? '');
}

function withoutFrame(sentence: string): string {
  return sentence.replace(INTERJECTIONS, '').replace(MODAL, '').replace(ADVERBS, '');
}

/** What people say of what they have done. Present and future are left out: who offers to do it has not done it. */
const DID =
  '(?:did|done|fixed|solved|resolved|repaired|corrected|changed|edited|updated|patched|mended|sorted|handled|finished|set|added|removed|renamed|rewrote|rewritten)';
const ALONE = '(?:by hand|by myself|myself|ourselves|manually)';
/** "I fixed it by hand", "we have just changed that ourselves", "I manually edited the config", "I took it over". */
const SAID = new RegExp(
  `\\b(?:i|we)(?:['’]ve| have| had)?(?: (?:just|now|already|simply|finally))*(?: (?:${DID}\\b[^.!?;]{0,60}?\\b${ALONE}|manually ${DID}|t(?:ook|aken)(?: it| this| that)? over))\\b`,
  'iu',
);
/** The same without a subject: "never mind, done it myself", "fixed manually". */
const CLIPPED = new RegExp(
  `^(?:(?:never ?mind|no need|ok(?:ay)?|forget it|leave it|all good|just|already|it['’]s)[,.;:!– -]*)*${DID}\\b[^.!?;,]{0,30}?\\b${ALONE}\\b`,
  'iu',
);
/** Told of another time, of what might be, or denied. */
const ELSEWHEN =
  /\b(?:if|when|whenever|unless|until|before|last (?:time|week|month|year)|yesterday|the other day|usually|always|never(?! ?mind)|used to|should|could|would|wish|rather|not|\w+n['’]t)\b/iu;

/** Whether a person says that they have just done by themselves what the agent was at. */
export function takesOver(sentence: string): boolean {
  if (sentence.trim().endsWith('?')) return false;
  const said = CLIPPED.exec(sentence.trim()) ?? SAID.exec(sentence);
  return said !== null && !ELSEWHEN.test(sentence.slice(0, said.index + said[0].length));
}

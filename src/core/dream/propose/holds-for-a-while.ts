const OPEN =
  /\b(?:for (?:now|the moment|the time being)|until further notice|temporar(?:y|ily)|right now|at the moment|currently|for (?:the next |a )?(?:few|couple of) (?:hours|days|weeks|months)|(?:this|the current) (?:sprint|iteration|milestone|release)|during the (?:\w+ )?(?:freeze|migration|outage|incident|rollout|transition|release)|while (?:we're|we are|i'm|i am|they're|they are) \w+ing)\b/iu;

/** Not where a date follows, which tells the end. */
const UNTIL = /\b(?:until|till)\b(?! (?:the )?\d)/giu;

/** Work that goes on, or is not begun, until something: a condition of the work that comes anew each time. */
const EACH_TIME_BEFORE =
  /\b(?:wait|keep|continue|repeat|retry|iterate|loop|stop|proceed|give up|go on|work|merg|commit|push|finish|done|deploy)\w*\b[^.;]*$/iu;
const EACH_TIME_AFTER =
  /^ (?:\w+ ){0,3}?(?:tests?|ci|build|suite|pipeline|checks?|lint\w*|review\w*|approv\w+|coverage|i|you|they|it|he|she|user|person)\b/iu;

/** Whether a rule is said to hold for a time of which the words do not tell the end. */
export function holdsForAWhile(sentence: string): boolean {
  if (OPEN.test(sentence)) return true;
  return [...sentence.matchAll(UNTIL)].some(
    ({ 0: word, index }) =>
      !EACH_TIME_BEFORE.test(sentence.slice(0, index)) && !EACH_TIME_AFTER.test(sentence.slice(index + word.length)),
  );
}

/** Says that it is meant for longer, whatever else it says. */
const LASTS =
  /\b(?:always|never|every|each|all|any|from now on|whenever|as a rule|unless|before you|over|rather than|instead of)\b/iu;

const REMARKS: readonly RegExp[] = [
  // How much of something there is, or how long it takes: "we use a lot of memory here".
  /\b(?:we|i|it|this|that) (?:\w+ )?(?:use|used|have|has|had|need|spend|spent|take|takes|got) (?:up )?(?:a lot|lots|plenty|too (?:much|many)|so (?:much|many)|more and more|enough|no (?:time|budget|idea)|only (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?))\b/iu,
  /\bwe only (?:have|had|got) \w+/iu,
  // What the speaker means to do.
  /^(?:but |and |so )?i(?:'d| would| really| just)* (?:want|prefer|like|love|hate|need|plan|hope) to (?!see\b)/iu,
  // One of the things that were just spoken of.
  /\b(?:the (?:first|second|third|last|other|latter|former) (?:one|option|approach|idea|way|version|suggestion|variant)|option (?:\d|[a-d]))\b/iu,
  /\bwe (?:\w+ )?(?:use|run|call|store|keep|put|want|have) (?:this|that|these|those|it)\b/iu,
];

/** Whether a sentence tells of the speaker's own plans, of how much there is, or chooses among what was just spoken of. */
export function isRemark(sentence: string): boolean {
  return !LASTS.test(sentence) && REMARKS.some((pattern) => pattern.test(sentence));
}

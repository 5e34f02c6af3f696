const GERUNDS: Readonly<Record<string, string>> = {
  using: 'use',
  adding: 'add',
  writing: 'write',
  making: 'make',
  running: 'run',
  keeping: 'keep',
  putting: 'put',
  storing: 'store',
  calling: 'call',
  logging: 'log',
  testing: 'test',
  checking: 'check',
  returning: 'return',
  passing: 'pass',
  committing: 'commit',
  handling: 'handle',
  following: 'follow',
  including: 'include',
  naming: 'name',
  avoiding: 'avoid',
};

/** Words that only lead in. Those that can also mean something, such as *no* in "no more emojis", need a comma after them. */
const FILLERS =
  /^(?:(?:(?:and|also|so|but|ok(?:ay)?|hmm?|please|pls|then|btw|by the way|fyi)[,:.!]?|(?:yes|yeah|no|well|oh|now|thanks|great|actually|again|sorry|note|right|wait)(?:[,:.!]|\s+-))\s+)+/iu;
/** What only says that something was wrong, before what is right. */
const DENIED =
  /^.{0,120}?\b(?:(?:is|was|are|were|that's|it's) (?:also |still )?(?:not|n't) (?:fully |quite |really )?(?:correct|right|true)|(?:isn't|wasn't|aren't) (?:correct|right|true)|(?:is|was|that's) wrong|incorrect)[,;:.] (?=\S+ \S+ \S+)/iu;
const FRAMES: readonly [pattern: RegExp, replacement: string][] = [
  [/^(?:from (?:now|here) on|going forward|moving forward|in (?:the )?future),? (?:please )?/iu, ''],
  [
    /^(?:please )?(?:(?:always )?remember|don't forget|do not forget|keep in mind|bear in mind)(?: also| too)?,?:? (?:to |that )?/iu,
    '',
  ],
  [/^(?:can|could|would|will) (?:you|we) (?:please |also |maybe (?=always|never))*(.+?)\??$/iu, '$1'],
  [/^(?:you|we) (?:should|must|need to|have to|ought to) (?:also )?(?!not\b|n't)(?=(?:always |never )?[a-z]+ )/iu, ''],
  [/^i (?:don't|do not) (?:want|like) (?:you|us) to /iu, "don't "],
  [/^i never want (?:you|us) to /iu, 'never '],
  [/^i (?:don't|do not) (?:want|like) (?:to see )?(?:any )?(?!to\b)(\w+(?: \w+)?) in (?=\S)/iu, 'keep $1 out of '],
  [/^(?:i want|i'd like|i would like|i need|i expect) (?:you|us) to /iu, ''],
  [/^(?:let's|lets) (?:also )?(?=always|never|keep|use|stick)/iu, ''],
  [/^make sure (?:that )?(?:you |we |to )(?:always )?(?=[a-z]+ )/iu, ''],
  [/^i(?:'d| would)? prefer (?:if |that |to )?/iu, 'prefer '],
];

/** Before a sentence that speaks of its speaker, and is no instruction without them. */
export const IN_WORDS = "In a person's words: ";

/**
 * A person's sentence as a short instruction: without the talk around it, positive where the person named what to do
 * instead, in their words otherwise, hedges included.
 */
export function instructionText(sentence: string): string {
  let text = sentence
    .trim()
    .replace(/^\((.*)\)$/u, '$1')
    .trim();
  text = text.replace(DENIED, '').replace(FILLERS, '');
  for (const [pattern, replacement] of FRAMES) text = text.replace(pattern, replacement).replace(FILLERS, '');
  text = text.replace(/^be (\w+ing)\b/iu, (whole, gerund: string) => GERUNDS[gerund.toLowerCase()] ?? whole);
  text = text
    .replace(
      /^(?:please )?(?:don't|do not|never|stop|avoid) us(?:e|ing) (.{1,60}?)[,;.–-]+ ?(?:but |please |and )?(?:always )?use (.{1,80}?)(?: instead)?[.!]?$/iu,
      'use $2 instead of $1',
    )
    .replace(/^(?:don't|do not|never) (.{2,60}?) without asking(?: me| us| first)*\b/iu, 'ask before you $1')
    .replace(/[,;]? (?:so|and so|therefore) (?:this|that|it|they)(?:'s| is| are|'re| was)? (?:now )?\w+[.!]*$/iu, '')
    .replace(/[\s.!,;:]+$/u, '');
  const isAboutSpeaker = /\b(?:I|I'm|I'd|my|me)\b/u.test(text);
  if (isAboutSpeaker) return `${IN_WORDS}“${sentence.trim().replace(/[.!]+$/u, '')}”.`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const WORDS = `a about above after again all am an and any are aren't as at be because been before being below between both
but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further get got had
hadn't has hasn't have haven't having he her here hers herself him himself his how i i'd i'll i'm i've if in into is isn't it
it's its itself just let let's like many may me might more most much must my myself no nor not now of off on once only or other
our ours ourselves out over own please same shall she should shouldn't so some such than that that's the their theirs them
themselves then there these they this those through to too under until up us very was wasn't we we're we've were weren't what
what's when where which while who whom whose why will with won't would wouldn't you you'd you'll you're you've your yours yourself
also there's i'm could've`;

/** Words of a request that speak about the conversation itself, not about its subject. */
const TALK = `ask ask'd asked chat conversation discuss discussed discussion earlier give gave given going help hi hello idea ideas know
look looking mention mentioned name previous previously question recall recommend recommended recommendation remember remind
said say suggest suggested suggestion suggestions tell tip tips told talk talked think thinking thought want wanted wonder wondering trying`;

export interface StopWords {
  readonly empty: ReadonlySet<string>;
  readonly talk: ReadonlySet<string>;
}

/** The two lists under the terms that `terms` makes of their words. */
export function stopWords(terms: (text: string) => readonly string[]): StopWords {
  return { empty: new Set(terms(WORDS)), talk: new Set(terms(TALK)) };
}

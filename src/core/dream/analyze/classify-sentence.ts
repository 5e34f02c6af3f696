import { contentTerms, SELF_CONTAINED } from './terms.ts';

/** How a sentence of a person bears on later work. */
export type Standing =
  /** Says in so many words that it holds from now on: *always*, *we use X here*, *please don't*, *remember that*. */
  | 'explicit'
  /** Reads like a convention or preference, but could be meant for the moment. */
  | 'implied'
  /** For this task only. */
  | 'none';

export interface SentenceClass {
  readonly kind: 'preference' | 'correction';
  readonly standing: Standing;
  readonly isHedged: boolean;
}

export interface SentenceContext {
  /** An agent has spoken or acted before in this session. */
  readonly isReply: boolean;
  /** The person's words came with the refusal of a tool call. */
  readonly isRefusal: boolean;
}

const HEDGE =
  /\b(?:maybe|perhaps|i think|i guess|i believe|i suppose|for now|for the moment|at the moment|temporarily|probably|possibly|might|not sure|unsure|seems?|ideally|usually|mostly|tend to|if possible|i'm considering|kind of|sort of)\b/iu;

const QUESTION =
  /\?\s*$|^(?:what|why|how|when|where|who|which|is|are|was|were|does|do|did|can|could|should|would|will|has|have|any)\b(?!\s+(?:not|n't)\b)/iu;

/** Points at the work at hand; what it asks is not meant to last. */
const DEICTIC =
  /\b(?:this|that|these|those|it|here's|above|below|again|yet|just|first|now|today|for now|anything|anymore|the (?:first|last|second|next|other|same|current|rest|code|test|tests|changes?|file|fix|error|plan|pr|branch|commit))\b/iu;

const FREQUENCY =
  /\b(?:always|never|every time|each time|whenever|from now on|from here on|going forward|moving forward|in (?:the )?future|as a rule|at all times|without exception|wherever (?:we|you|it|possible)\b|where(?:ver)? possible|everywhere|no matter)\b/iu;
const DIRECTIVE =
  /^(?:please |and |also |so |ok(?:ay)?,? |but |then )*(?:always|never|do|don't|do not|use|run|prefer|avoid|keep|make|write|add|put|check|ask|commit|push|test|follow|stick|name|call|read|include|start|stop|create|format|update|set|return|log|wrap|treat|be|whenever|when|before|after|from now on|going forward|in (?:the )?future|every time|each time)\b|\b(?:you|we|i)(?:'d| would| always| never)? (?:should|must|need|have to|want|prefer|like|always|never|can't|don't|do not|shouldn't|mustn't|ought|expect|require|insist)|\bplease\b|\blet's\b|\bmake sure\b|\b(?:we|you) \w+ [\w\s]*\b(?:always|never|everywhere|wherever)\b/iu;

const REMEMBER =
  /\b(?:remember|keep in mind|bear in mind|don't forget|do not forget|for future reference|note for (?:the )?future|add (?:this|that|it) to (?:your |the )?(?:memory|claude\.md|agents\.md|rules|notes))\b/iu;
const REMEMBER_ASKED = /\b(?:do|did|can) (?:you|i|we) (?:\w+ )?remember\b|\bi (?:don't |can't )?remember\b/iu;

const CONVENTION =
  /(?:^|[,;:(]\s*|\b(?:and|but|because|since|so|that|as|note|also|here|fyi|generally|,) )(?:in this (?:repo|repository|project|codebase|team|workspace|package|monorepo) )?we (?:also |all |really |generally |normally |typically |usually |mostly )?(?:use|don't use|do not use|never|always|only|prefer|avoid|run|don't|do not|no longer|deploy|write|name|store|stick to|follow|require|target|pin|keep|format|test|ship|release|squash|rebase|support|import|call|indent|log|mock|are using|are on|have a (?:rule|convention|policy))\b/iu;
const OF_THE_MOMENT = /\b(?:let's|for now|right now|this time|in this case|looking at|you did|you've|currently)\b/iu;
const HERE =
  /\b(?:here|in this (?:repo|repository|project|codebase|team|workspace|package|monorepo)|in our (?:repo|repository|project|codebase|team|code|tests|stack)|on this (?:team|project)|everywhere|across the (?:repo|codebase|project)|house style|our (?:convention|standard|policy|rule|style guide)|convention)\b/iu;
const PREFER =
  /\bi(?:'d| would)?(?: really| strongly| generally| usually)? (?:prefer|rather (?:have|you|we|not|use)|like it when|dislike|hate|don't like|do not like|don't want|do not want|never want|want you to (?:always|never|only)|expect you to)\b|\bmy preference\b|\bprefer \S+.* (?:over|to|instead of|rather than) \S/iu;
const PROHIBITION =
  /^(?:please |and |also |so |but |ok(?:ay)?,? )*(?:please )?(?:don't|do not|never|avoid|stop \w+ing|no more|refrain from)\b|\bplease (?:don't|do not|never|avoid|stop)\b/iu;
const LASTING =
  /^(?:please |and |also )*(?:keep (?:our|all|the|your|commit|pr|log|error|messages?)|stick (?:to|with)|follow (?:the|our)|leave .+ alone$|treat \w+ as|all (?:new )?\w+ (?:should|must|need)|every (?:new )?\w+ (?:should|must|needs?)|any (?:new )?\w+ (?:should|must|needs?)|no \w+ (?:should|may|in))\b/iu;
const SHOULD_ALL =
  /\b(?:we|you|it|they|all|tests?|code|commits?|messages?|functions?|methods?|files?|errors?|logs?)\b.{0,40}\b(?:should|must|need to|has to|have to)(?:n't| not| be| also)?\b.*\b(?:any|all|every|each|only|strong)\b/iu;
const CONTRAST = /\buse\b.{1,60}(?:\binstead of\b|\brather than\b|,? not\b|\bover\b)/iu;

const WRONG =
  /\b(?:(?:that|this|it|which|they)(?:'s| is| was| are|'re)?(?: still| also| just| really| actually)* (?:not (?:\w+ )?(?:correct|right|true|what|how|needed|working|good|enough|the)|wrong|incorrect|too \w+|overkill|misleading|outdated|obsolete|broken|unnecessary|redundant|messed)|(?:is|are) (?:not|n't) (?:correct|right|true|what|fully|necessary|needed)|not (?:fully |quite |entirely )?(?:true|correct|right)\b|doesn't (?:make sense|work like)|makes no sense|not what i)/iu;
const MEANT =
  /\b(?:i meant|i mean\b|my point (?:is|was)|what i(?:'m| am| was) (?:trying|saying|asking)|i (?:said|asked|told|wanted)|as i said|like i said|i (?:would|'d) have expected|i did(?:n't| not) (?:ask|want|mean|say)|i do(?:n't| not) (?:want|think)|thinking again|the (?:issue|problem|point) (?:was|is) )/iu;
const OPENS_AGAINST =
  /^(?:no|nope|nah|wrong|wait|hold on|hmm+|hm|actually|sorry|again|stop|not quite|not really|well|oh|uh|ugh|why not)(?:[,.:;!? -]|…)/iu;
const SECOND_PERSON_FAULT =
  /\byou(?:'ve| have)?(?: just| also| still| again| already| only)* (?:forgot|missed|removed|deleted|broke|attached|changed|didn't|did not|skipped|ignored|lost|overwrote|misunderstood|made (?:it|this|that) up|shouldn't|should not|should have|were supposed|are (?:wrong|missing|not)|aren't|keep (?:\w+ing)|put)\b|\bhave you ma[dk]e it up\b/iu;
const POLITE =
  /\b(?:wondering|wonder) (?:now |why|if|whether)|\bwhy (?:are|do|did|does|is|was|were|aren't|don't|didn't|isn't|doesn't|couldn't|can't|wouldn't|not)\b(?=.*\b(?:we|you|it|this|not|only|changed|two|\w+ing|removed|added)\b)|\b(?:shouldn't|couldn't|can't|isn't|aren't|wouldn't|doesn't|don't) (?:we|you|it|this|that|there|they)\b|\bis there (?:no|not|a better|a reason|any reason|other way)|\b(?:can|could|should) (?:we|you) (?:rather|instead|not|maybe rather)\b|\bdo we (?:really|actually|still) (?:need|want)\b|\bis (?:this|that|it) (?:really|actually|even) (?:needed|necessary)\b|\bis this (?:just|not) |\b(?:i'm|i am) (?:considering|not sure) (?:if|whether)|\bbut (?:is|isn't|are|what|why|how|the|this|that|it|we|all|while|now|also|should)\b/iu;
const NOT_X_BUT_Y =
  /\bnot (?:as )?(?:an? |the )?[\w`'./-]+(?: [\w`'./-]+){0,4},? but\b|\binstead of\b|\brather than\b/iu;
const TAKE_BACK =
  /^(?:please |ok,? |let's |can (?:you|we) |could (?:you|we) )*(?:revert|undo|roll back|put (?:it|that|this) back|take (?:it|that|this) (?:back|out)|remove (?:it|that|this) again)\b/iu;
const DENIAL =
  /\b(?:we|it|there|they) (?:do(?:es)?n't|do(?:es)? not|no longer|isn't|aren't|never) (?:have|use|need|exist|gitignore|support|want|do|work|any)\b/iu;
const TASK_OPENING = /^(?:let's|can (?:you|we)|could (?:you|we)|i(?:'d| would) like|please|i want to|we need|need)\b/iu;

/** Judges one sentence that a person typed; null when it neither instructs beyond the moment nor corrects. */
export function classifySentence(sentence: string, context: SentenceContext): SentenceClass | null {
  const words = sentence.split(/\s+/u).length;
  if (words < 3 && !context.isRefusal) return null;
  const isHedged = HEDGE.test(sentence);
  const standing = standingOf(sentence, words);
  const corrects = context.isReply && isCorrection(sentence, context);
  if (standing === 'none') return corrects ? { kind: 'correction', standing, isHedged } : null;
  return { kind: corrects && standing === 'implied' ? 'correction' : 'preference', standing, isHedged };
}

function standingOf(sentence: string, words: number): Standing {
  const isQuestion = QUESTION.test(sentence);
  if (words < 3 || /\bas if\b/iu.test(sentence)) return 'none';
  if (REMEMBER.test(sentence) && !REMEMBER_ASKED.test(sentence) && !isQuestion) {
    return /^but\b|\bmight\b/iu.test(sentence) || contentTerms(sentence).length < SELF_CONTAINED
      ? 'implied'
      : 'explicit';
  }
  if (isQuestion) return 'none';
  if (FREQUENCY.test(sentence) && DIRECTIVE.test(sentence)) return 'explicit';
  if (CONVENTION.test(sentence) && !OF_THE_MOMENT.test(sentence)) {
    if (HERE.test(sentence) || /, not \S+|\binstead of\b|\brather than\b|\bfor all\b/iu.test(sentence))
      return 'explicit';
    return /\bwe (?:\w+ )?(?:use|prefer|avoid|don't|do not|no longer|require|only|follow|stick)\b/iu.test(sentence)
      ? 'implied'
      : 'none';
  }
  if (PREFER.test(sentence)) return DEICTIC.test(sentence) ? 'implied' : 'explicit';
  if (PROHIBITION.test(sentence)) {
    if (DEICTIC.test(sentence) || words > 24) return 'none';
    return /\bplease\b|\bever\b/iu.test(sentence) ? 'explicit' : 'implied';
  }
  if (LASTING.test(sentence) && !/\bfor now\b/iu.test(sentence)) return 'implied';
  if (CONTRAST.test(sentence) && !DEICTIC.test(sentence)) return 'implied';
  if (SHOULD_ALL.test(sentence) && !DEICTIC.test(sentence) && words < 25) return 'implied';
  return 'none';
}

function isCorrection(sentence: string, context: SentenceContext): boolean {
  if (context.isRefusal) return true;
  if (WRONG.test(sentence) || MEANT.test(sentence) || SECOND_PERSON_FAULT.test(sentence) || TAKE_BACK.test(sentence))
    return true;
  if (OPENS_AGAINST.test(sentence)) return true;
  if (POLITE.test(sentence)) return true;
  if (TASK_OPENING.test(sentence)) return /\binstead of\b|\brather than\b|\brather\b/iu.test(sentence);
  return NOT_X_BUT_Y.test(sentence) || DENIAL.test(sentence);
}

import { contentTerms, SELF_CONTAINED } from '../terms/terms.ts';
import { isRemark } from './passing-remarks.ts';

/** How a sentence of a person bears on later work. */
export type Standing =
  /** Says in so many words that it holds from now on: *always*, *we use X here*, *please don't*, *remember that*. */
  | 'explicit'
  /** Reads like a convention or preference, but could be meant for the moment. */
  | 'implied'
  /** For this task only. */
  | 'none';

const HEDGE =
  /\b(?:maybe|perhaps|i (?:think|guess|believe|suppose)|for (?:now|the moment|the time being)|at the moment|temporarily|probably|possibly|might|not sure|unsure|seems?|ideally|usually|mostly|tend to|if possible|i'm considering|kind of|sort of)\b/iu;

export function isSaidForNow(sentence: string): boolean {
  return HEDGE.test(sentence);
}

const QUESTION =
  /\?[)"'\s]*$|^(?:what|why|how|when|where|who|which|is|are|was|were|does|do|did|can|could|should|would|will|has|have|any)\b(?!\s+(?:not|n't|always|never|use|run)\b)/iu;
const ASKED_FOR_GOOD =
  /^(?:please |and |also |so )*(?:can|could|would|will) (?:you|we) (?:please |also |maybe )*(?:always|never|from now on|going forward|remember to|make sure (?:to|you|that you) always)\b/iu;

const FOR_GOOD =
  /\b(?:always|never|from now on|from here on|going forward|moving forward|as a rule|at all times|without exception)\b/iu;
const IN_GENERAL =
  /\b(?:every time|each time|in (?:the )?future|wherever (?:we|you|possible)\b|where(?:ver)? possible|whenever possible|everywhere|no matter)\b/iu;
const VERB =
  'use|run|prefer|avoid|keep|make|write|add|put|check|ask|commit|push|test|follow|stick|name|call|read|include|start|stop|create|format|update|set|return|log|wrap|treat|be|apply|do|document|handle|validate|verify|mock|pin|rebase|squash|open|leave|show|explain|review|import|export|respond|answer|reply|tell|wait|work|build|deploy|lint|fix|remove|delete|install|generate|store|send|pass|tag|bump';
const LEAD = `^(?:(?:please|and|also|so|ok(?:ay)?|but|then|yes|no|well|note|note that|hey|fyi)[,:]? )*`;
const IMPERATIVE = new RegExp(`${LEAD}(?:always |never |don't |do not |only |just )?(?:${VERB})\\b`, 'iu');
const NORMATIVE =
  /\b(?:you|we|i|it|they|all|tests?|code|commits?|files?|\w+s)(?:'d| would)? (?:should(?:n't)?|must(?:n't)?|need(?:s)? to|have to|has to|want(?:s)?(?: you| to|$)|prefer|like you to|ought to|expect|require|insist)\b|\bplease\b|\blet's\b|\bmake sure\b|\b(?:should|must|shall) (?:always|never)\b/iu;
const FROM_NOW = new RegExp(
  `${LEAD}(?:always|never|from (?:now|here) on|going forward|moving forward|in (?:the )?future|as a rule|whenever (?:you|we)|every time (?:you|we)|each time (?:you|we)|(?:before|after|when) (?:you |we )?(?:\\w+ing|commit|push|change|edit|add|write|touch|finish|creat|open|run))`,
  'iu',
);
const WE_ALWAYS =
  /(?:^|[,;:] |\b(?:and|but|because|since|that) )we (?:always|never|only)\b|\b(?:always|never|from now on)[.!]?$/iu;
/** What always happens to somebody is a report, not a rule. */
const REPORT =
  /\b(?:i|we|you|it|they|this|that|he|she|\w+s) (?:\w+ )?(?:always|never|keeps?) (?:get|got|gets|see|sees|saw|had|has|have|hits?|ends?|ran|runs?(?! (?:the )?\w*(?:lint|test|fmt|format))|fail|fails|failed|forget|loses?|lost|seems?|notice|wonder|know|knew|was|were|is|are|works?|worked|happen|happens|remember|thought|heard|tried|understand|crash|crashes|return|returns|show|shows|show up|comes?|goes)\b|\b\w+'ve (?:always|never)\b|\bhow we\b|\bi(?:'ll| will)\b.*\bfrom now on\b|\bfrom now on,? i(?:'ll| will)\b|\bnever ?mind\b|\bas always\b|\bas if\b|\balmost (?:always|never)\b|\b(?:has|have|had|was|were|is|are)(?:n't)? (?:always|never)\b/iu;

const REMEMBER = new RegExp(
  `${LEAD}(?:always |just |also |we should |you should |you need to |we need to )*(?:remember|keep in mind|bear in mind|don't forget|do not forget)\\b|\\bfor future reference\\b`,
  'iu',
);
const RECORD =
  /\b(?:add|write|put|record|save|note|update|include|extend)\b.{0,60}\b(?:rules?|preferences?|claude\.md|agents\.md|memory|memories|guidelines?|conventions?|\.cursorrules|\.cursor\/rules|copilot-instructions|\w+\.mdc)\b/iu;

/** The rule to write down stands in the sentence itself. */
const NAMES_RULE =
  /\b(?:add|write|put|record|save|note|include)\b.{0,40}\b(?:rules?|preferences?|guidelines?|conventions?)\b.{0,20}(?:\bthat\b|\bto\b|\bnot to\b|:)/iu;
const CONVENTION =
  /(?:^|[,;:(]\s*|\b(?:and|but|because|since|so|that|as|note|also|here|fyi|generally) )(?:in this (?:repo|repository|project|codebase|team|workspace|package|monorepo),? )?we (?:also |all |really |generally |normally |typically |usually |mostly )*(?:use|don't|do not|never|always|only|prefer|avoid|run|no longer|deploy|write|name|store|stick to|follow|require|target|pin|keep|format|test|ship|release|squash|rebase|support|import|indent|log|mock|are using|are on|decided to|settled on|agreed (?:on|to)|have a (?:rule|convention|policy)|want to)\b/iu;
/** "For manual commits we use hooks": the case comes first, then the convention. */
const CASE_CONVENTION =
  /(?:^|[,;:] )(?:for|in|with|on) (?:all |any |the )?[\w`'-]+(?: [\w`'-]+){0,3},? we (?:also |all |only |always )*(?:use|don't|do not|never|prefer|avoid|require|follow)\b/iu;
/** What an agent is able to do or should start now is of its session, however it is remembered. */
const OF_THE_SESSION =
  /\byou(?:'ve| also| still| now| do)*(?: have| got| can use| have got| should have)(?: \w+){0,4} (?:access|tools?|permissions?|skills?|plugins?|mcp|lsp)\b|\b(?:invoke|launch|spawn|restart|reload|resume)\b/iu;
const OUR_RULE =
  /\b(?:our|the team's|house) (?:convention|rule|policy|standard|style)\b.{0,20}\b(?:is|says|requires)\b/iu;
const STRONG_CONVENTION =
  /\bwe (?:\w+ )?(?:use|prefer|avoid|don't|do not|no longer|require|only|follow|stick|decided to|settled on|agreed)\b/iu;
const OF_THE_MOMENT =
  /\b(?:let's|for now|right now|this time|in this case|looking at|you did|you've|currently|yesterday|just now|we want to)\b|^(?:if|when|what|i think|why|as soon as)\b/iu;
const HERE =
  /\b(?:here|in this (?:repo|repository|project|codebase|team|workspace|package|monorepo)|in our (?:repo|repository|project|codebase|team|code|tests|stack)|on this (?:team|project)|everywhere|across the (?:repo|codebase|project)|house style|our (?:convention|standard|policy|rule|style guide)|convention)\b/iu;
const CONTRASTED = /, not \S+|\binstead of\b|\brather than\b|\bfor all\b/iu;
const PREFER =
  /\bi(?:'d| would)?(?: really| strongly| generally| usually)? (?:prefer|rather (?:have|you|we|not|use)|like it when|dislike|hate|don't like|do not like|don't want|do not want|never want|want you to (?:always|never|only)|expect you to)\b|\bmy preference\b|\bprefer \S+.* (?:over|to|instead of|rather than) \S/iu;
const PROHIBITION = new RegExp(
  `${LEAD}(?:please )?(?:don't|do not|never|avoid|stop \\w+ing|no more|refrain from)\\b|\\bplease (?:don't|do not|never|avoid|stop)\\b`,
  'iu',
);
const LASTING = new RegExp(
  `${LEAD}(?:keep (?:our|all|the|your|commit|pr|log|error|messages?|responses?|answers?|replies|functions?|files?|commits?|prs|pull requests|tests?|comments?|it) \\w+|stick (?:to|with)|follow (?:the|our)|treat \\w+ as|make sure (?:to|you|that|every|each|all)\\b.*\\b(?:own|each|every|all)\\b|(?:all|every|each|any)(?: new)? \\w+ (?:should|must|needs?)|no \\w+ (?:should|may|in)|the only .{3,60}\\b(?:should|must|may)\\b)`,
  'iu',
);
const SHOULD_ALL =
  /\b(?:we|you|it|they|all|tests?|code|commits?|messages?|functions?|methods?|files?|errors?|logs?)\b.{0,40}\b(?:should|must|need to|has to|have to)(?:n't| not| be| also)?\b.*\b(?:any|all|every|each|only|strong)\b/iu;
const CONTRAST = /\buse\b.{1,60}(?:\binstead of\b|\brather than\b|,? not\b|\bover\b)/iu;

/** Of these days, or of what is being done. */
const PASSING =
  /\b(?:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|week|time|session|branch|pr|task)|right now|we're (?:\w+ )?\w+ing|i'm \w+ing|we are \w+ing)\b/iu;
/** "A layer two document must link to its parent": told of a kind of thing. */
const OF_A_KIND =
  /^(?:an?|every|each|all|any) [\w`'./ -]{2,50}? (?:should|must|needs? to|ha(?:s|ve) to|shall|may only|can only) (?:not |never |always |only )?\w+/iu;
const IMPERATIVE_CONTRAST = new RegExp(`${LEAD}(?:${VERB})\\b.{2,60}, (?:and )?not \\w+`, 'iu');

/** "Commits should be signed": told of all of a kind, without a word like *all*. */
const PLURAL_RULE =
  /^(?:our |all |new |the (?!\w+s (?:should|must) (?:now|also)\b))?[\w`'/-]+(?: [\w`'/-]+){0,2}s (?:should|must|have to|need to|may not|can't|cannot|shouldn't|mustn't) (?:always |never |not |only )?\w+/iu;
const IN_OUR_TEAM =
  /^(?:in|on|at|within) (?:our|this) (?:team|company|org(?:anisation|anization)?|group|shop|repo|repository|project|codebase)\b,? \w+/iu;
const OURS_ALWAYS =
  /^(?:our|all) \w+(?: \w+){0,3} (?:is|are|use|uses|have|has|go|goes|start|starts|end|ends|live|lives|stay|stays)\b.*\b(?:always|never|only)\b|^our \w+(?: \w+){0,3} (?:is|are) (?:always|never)\b/iu;
const ASK_FIRST =
  /^(?:please |and |also |always )*(?:ask|check with|tell|warn|consult|confirm with|talk to) (?:me|us)(?: first)? before\b/iu;

/** Points at the work at hand; what it asks is not meant to last. */
const DEICTIC =
  /\b(?:this|that|these|those|it|here's|above|below|again|yet|just|first|now|today|for now|anything|anymore|the (?:first|last|second|next|other|same|current|rest|code|test|tests|changes?|file|fix|error|plan|pr|branch|commit))\b/iu;

/** Whether the sentence asks to write a rule down, so that the one before it is meant to last. */
export function asksToRecord(sentence: string): boolean {
  return (
    RECORD.test(sentence) &&
    /\b(?:this|that|it|these|rule|rules|preference|principles?)\b/iu.test(sentence) &&
    !QUESTION.test(sentence)
  );
}

/** Whether the sentence holds the rule that is to be written down. */
export function namesRule(sentence: string): boolean {
  return NAMES_RULE.test(sentence) && !DEICTIC.test(sentence);
}

/** Judges whether a sentence of `words` words is meant to outlive its task. */
export function standingOf(sentence: string, words: number): Standing {
  if (words < 3) return 'none';
  if (OURS_ALWAYS.test(sentence) && !QUESTION.test(sentence)) return 'implied';
  if (REPORT.test(sentence)) return 'none';
  if ((OF_THE_SESSION.test(sentence) && !FOR_GOOD.test(sentence)) || isRemark(sentence)) return 'none';
  if (ASKED_FOR_GOOD.test(sentence)) return 'explicit';
  if (QUESTION.test(sentence)) return 'none';
  if (REMEMBER.test(sentence)) {
    if (PASSING.test(sentence)) return 'none';
    const isLoose = /^but\b|\bmight\b/iu.test(sentence) || contentTerms(sentence).length < SELF_CONTAINED;
    return isLoose ? 'implied' : 'explicit';
  }
  if (saysForGood(sentence)) return 'explicit';
  if (OUR_RULE.test(sentence)) return 'explicit';
  if (CONVENTION.test(sentence) && !OF_THE_MOMENT.test(sentence)) {
    const isOfThis = DEICTIC.test(sentence.replace(HERE, ''));
    // "We store the result here" tells where; "we use pnpm here" tells what holds.
    const isBareHere = !HERE.test(sentence.replace(/\bhere\b/giu, '')) && !CONTRASTED.test(sentence);
    if ((HERE.test(sentence) || CONTRASTED.test(sentence)) && !isOfThis)
      return isBareHere && !STRONG_CONVENTION.test(sentence) ? 'implied' : 'explicit';
    return STRONG_CONVENTION.test(sentence) && !(isOfThis && /\bneed to\b/iu.test(sentence)) ? 'implied' : 'none';
  }
  if (
    CASE_CONVENTION.test(sentence) &&
    !OF_THE_MOMENT.test(sentence) &&
    !/\b(?:for|in|with) the (?:first|second|last|next|latter)\b/iu.test(sentence)
  )
    return 'implied';
  if ((IN_OUR_TEAM.test(sentence) || ASK_FIRST.test(sentence)) && !/\b(?:this|that|it)\b/iu.test(sentence))
    return 'implied';
  if (PREFER.test(sentence)) {
    return DEICTIC.test(sentence) || HEDGE.test(sentence) || /\bwant\b/iu.test(sentence) ? 'implied' : 'explicit';
  }
  if (PROHIBITION.test(sentence)) {
    if (DEICTIC.test(sentence) || words > 24) return 'none';
    return /\bplease\b|\bever\b/iu.test(sentence) ? 'explicit' : 'implied';
  }
  if (
    asksToRecord(sentence) ||
    NAMES_RULE.test(sentence) ||
    (LASTING.test(sentence) && !/\bfor now\b/iu.test(sentence))
  )
    return 'implied';
  if (DEICTIC.test(sentence) || words > 24) return 'none';
  const isRule = [CONTRAST, SHOULD_ALL, OF_A_KIND, IMPERATIVE_CONTRAST, PLURAL_RULE].some((pattern) =>
    pattern.test(sentence),
  );
  return isRule ? 'implied' : 'none';
}

function saysForGood(whole: string): boolean {
  // What something is for is no instruction: "save it, so that it always stays there".
  const sentence = whole.replace(/,? \bso (?:that )?(?:it|they|this|that|we|you|i)\b.*$/iu, '');
  const isDirective = IMPERATIVE.test(sentence) || NORMATIVE.test(sentence) || FROM_NOW.test(sentence);
  if (FOR_GOOD.test(sentence))
    return (
      (isDirective || WE_ALWAYS.test(sentence)) &&
      !/^(?:if|i(?! (?:want you to|think|guess|believe|suppose|would|'d)\b)) /iu.test(sentence)
    );
  if (IN_GENERAL.test(sentence)) return isDirective && !/^(?:i|if|it|this|the) /iu.test(sentence);
  // "Before committing, run the linter": the occasion comes first, then what to do.
  const [occasion = '', ...rest] = sentence.split(',');
  return (
    /^(?:whenever|every time|each time|before|after) (?:you |we )?\w+/iu.test(occasion) &&
    rest.length > 0 &&
    IMPERATIVE.test(rest.join(',').trim()) &&
    !DEICTIC.test(occasion)
  );
}

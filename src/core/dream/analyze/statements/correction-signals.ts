/** Says that something is not as it should be. */
const WRONG =
  /\b(?:(?:that|this|it|which|they)(?:'s| is| was| are|'re| seems?| looks?)?(?: still| also| just| really| actually)* (?:(?:not|isn't|wasn't|aren't) (?:\w+ )?(?:correct|right|true|what|how|needed|working|good|enough|the|an?)|(?:the )?wrong|incorrect|too \w+|overkill|misleading|outdated|obsolete|broken|unnecessary|redundant|messed|off\b)|(?:this|that|it)(?: still)? isn't (?:\w+ )?(?:correct|right|true|what|how|needed|working|good|enough|the|an?)|(?:is|are) (?:not|n't) (?:correct|right|true|what|fully|necessary|needed)|not (?:fully |quite |entirely )?(?:true|correct|right)\b|doesn't (?:make sense|work like)|makes no sense|not what i|is a stretch)/iu;
/** Contradicts what was just done or said, though nothing parts the "no" from the rest: people type in a hurry. */
const HURRIED_NO =
  /^(?:no|nope|nah)\s+(?!problem|worries|need|idea|issues?|rush|questions?|one|longer|more|matter|doubt|thanks?|luck|kidding|way\b|comment)(?!.*\b(?:found|available|exists?|matched|configured|provided|specified)[.!]?$)/iu;
const STOPS =
  /^(?:no,? )?stop(?:[.!]?$| (?:that|it|this|just|why|and|doing|leave|trying|\w+ing)\b)|^hold (?:on|up)\b|^wait[,.!]?(?! (?:for|until|till|a (?:bit|moment|second|minute)|here)\b) \w|^(?:yes|yeah|ok(?:ay)?|sure),? but\b|^sorry,? not\b/iu;
const TOO_MUCH =
  /^(?:(?:now )?(?:it|that|this)(?:'s| is)(?: now)? |(?:way|a bit|far|much|still) )*too (?:long|short|big|small|wide|narrow|verbose|slow|complicated|complex|much|many|generic|vague|dark|bright|loud|early|late)\b/iu;
const IS_NOT =
  /^(?:that|this|it|these|those|they)(?:'s| is|'re| are| was| were) not\b(?! (?:urgent|a (?:problem|big deal|priority|concern)|an issue|important|related|necessary right now))/iu;
/** In a reply, what is forbidden is what was just done or is about to be. */
const FORBIDS =
  /^(?:no,? |and |but |so |please |also |just )*(?:don't|do not) (?!worry|forget|know|mind|think|need|see|want|have|hesitate|get me|understand|remember|feel|believe|care|like)\w+(?! (?:anything|any code|yet)\b)/iu;

/** Says what was meant, asked or expected instead. */
const MEANT =
  /\b(?:i meant|i mean\b|my point (?:is|was)|what i(?:'m| am| was) (?:trying|saying|asking)|i (?:said|asked|told)|as i said|like i said|i (?:would|'d) have expected|i did(?:n't| not) (?:ask|want|mean|say)|i do(?:n't| not) (?:want|think)|thinking again)\b/iu;
const OPENS_AGAINST =
  /^(?:(?:no|nope|nah|wrong|wait|hold on|stop|not quite|not really|well|oh|uh|ugh|again)[,.:;!]|wait please|hmm*,? (?!(?:ok|yes|i (?:just|was|did|checked)|good|nice|great|that's (?:interesting|good|fine|great)))|hm[, ](?!(?:ok|yes|i (?:just|was|did|checked)))|actually\b|sorry[,:] (?!continue)|why not\b|(?:good|better|great|nice|almost|close|ok(?:ay)?|cool),? but\b|still (?:seeing|not|no|fails?|failing|wrong|broken|reads?|shows?|the same|getting|doesn't|isn't|have)\b|better,)/iu;
const YOUR_FAULT =
  /\byou(?:'ve| have)?(?: just| also| still| again| already| only)* (?:forgot|missed|removed|deleted|broke|attached|changed|didn't|did not|skipped|ignored|lost|overwrote|misunderstood|made (?:it|this|that) up|shouldn't|should not|should have|were supposed|are (?:wrong|missing|not)|aren't|keep (?:\w+ing)|put)\b|\bhave you ma[dk]e it up\b|\byou (?:have(?:n't| not)|had(?:n't| not)) \w+|\byou're (?:over\w+|missing|ignoring|confusing|mixing|repeating|guessing|making)\b|\byou should (?:be|have|not|n't)\b|^(?:this|that|it|your (?:\w+ )?\w+)(?: now| just| also)? (?:breaks?|broke|crashes|removes?|loses?|hides?|overwrites?|duplicates?)\b|^(?:oh )?(?:and )?did you (?:really |actually |even )?(?:do|make|apply|run|check|read|test|forget|change|remove|delete|look|try|verify|commit|save)\b/iu;
/** What was done did not do it. */
const RESULT =
  /\bi (?:still )?(?:do not|don't|can't|cannot) (?:really )?(?:see|find)\b|\bi see (?:no|the same|duplicates?|it still)\b|\bi still (?:see|get|have|find|notice)\b|^still nothing\b|^(?!is\b|does\b|do\b|if\b)(?:[\w`'./()-]+ ){1,5}already (?:exists?|has|have|does|is (?:there|one|in)|there)\b|\b(?:doesn't|does not|don't|do not) (?:seem|look|feel|sound)\b(?! like (?:a (?:big|real) )?(?:problem|issue))|\b(?:looks?|seems?) like\b.*\b(?:still|not|no|empty|missing|wrong)\b|\bthere should be\b|\bnotice that there(?:'s| is| are)\b|\bbut (?:still|seems?)\b|\bthat seems wrong\b|^(?:please )?try again\b|\b(?:do|fix|run|apply|figure) (?:it|this|that)(?: out)? yourself\b|\bbe more careful\b|^look (?:again|at the (?:code|file|docs|error)) (?:and|again)|\b(?:does(?:n't| not)|do(?:n't| not)|still) (?:show|appear|work|exist|include|contain) (?:any|there|in|up)\b|\bshould(?:n't| not) (?:be|have|include|show|contain|output|appear)\b/iu;
/** A question that would have it otherwise. */
const POLITE =
  /\b(?:wondering|wonder) (?:now\b|why|(?:if|whether) (?:there(?:'s| is) a better|we|this|it|that)\b)|\bwhy (?:are|do|did|does|is|aren't|don't|didn't|isn't|doesn't|couldn't|can't|wouldn't|not)\b(?=.*\b(?:we|you|not|only|changed|two|removed|added|think|needed)\b)|\bwhy (?:couldn't|can't|don't|didn't|aren't|not)\b|^(?:and |but |so )?why (?:is|are) there\b|\bwhy\b.*\b(?:no longer|anymore)\b|\b(?:shouldn't|couldn't|can't|isn't|aren't|wouldn't|doesn't|don't|didn't) (?:we|you|it|this|that|there|they)\b.*\?|\bis there (?:no|not|a better|a reason|any reason|other way)|\b(?:can|could|should) (?:we|you) (?:rather|instead|not|maybe rather)\b|^(?:can|could) (?:we|you) (?:just |maybe )?(?:use|have|reuse) (?!.*\bskill\b|.*\bplugin\b)|\bdo we (?:really|actually|still) (?:need|want)\b|\bis (?:this|that|it) (?:really|actually|even) (?:needed|necessary)\b|\bis this (?:just|not) |\b(?:i'm|i am) (?:considering|not sure) (?:if|whether)|\bcan you (?:check|verify|confirm)\b.*(?:\bnot\b|n't\b|\bactually\b)|^should (?:we|you|it|this|that|`)|^(?:can't|couldn't|shouldn't|wouldn't) (?:we|you|it|this|that) \w+|^but (?:is|isn't|are|what|why|how|the|this|that|it|we|all|now|also|should|then)\b|, (?:right )?but we\b|\bbut that is not\b/iu;
const NOT_X_BUT_Y =
  /\bnot (?:as )?(?:an? |the )?[\w`'./-]+(?: [\w`'./-]+){0,4},? but\b|, not (?:in |on |at |the |an? )?\S+[.!]?$|\binstead of\b|\brather than\b/iu;
const SHOULD =
  /^(?:and |so |but )?(?:this|that|it|they|these|those|the \w+(?: \w+)?)(?: also)? should (?:not |also |still |only |just |rather |really )?(?:be|have|use|go|come|say|show|send|live|check|return|read)\b/iu;
const TAKE_BACK =
  /^(?:please |ok,? |let's |can (?:you|we) |could (?:you|we) )*(?:revert|undo|roll back|go back to|put (?:it|that|this|the \w+) back|leave (?:\w+ ){1,5}(?:alone|untouched|as (?:is|it is|they are|it was))\b|take (?:it|that|this) (?:back|out)|remove (?:it|that|this) again)\b/iu;
const DENIAL =
  /^(?!(?:if|when|i just|what)\b).*\b(?:we|it|there|they) (?:do(?:es)?n't|do(?:es)? not|no longer|isn't|aren't|never) (?:have|use|need|exist|gitignore|support|want|do|work|any)\b/iu;
const TASK_OPENING =
  /^(?:(?:oh|ok(?:ay)?|yes|and|also|so|now)[,:]? )*(?:let's|can (?:you|we) (?!check|verify|confirm|use|have|reuse|rather|instead|not)|could (?:you|we) (?!use|have|reuse|rather|instead|not)|i(?:'d| would) like|please|i want to|we need|need|make the|update the|add an?|create|instead of passing|this: )\b/iu;
/** The longest sentence that "this should be…" makes a correction; longer ones specify. */
const SHORT = 16;

const CONTENT =
  /\b(?:sounds|looks|that's|is|all) (?:good|great|fine|right|perfect|interesting)[.!]?$|^(?:oh|no),? (?:yeah|yes|thanks|problem|worries|wow)\b/iu;

/** Whether a person's reply says that what the agent did, assumed or left out is not what they want, in any tone. */
export function isCorrection(sentence: string, words: number): boolean {
  if (words < 3 || CONTENT.test(sentence))
    return /^(?:try again|still \w+|no,? stop|stop that|don't \w+)[.!:]?$/iu.test(sentence);
  if (
    [WRONG, MEANT, YOUR_FAULT, TAKE_BACK, HURRIED_NO, STOPS, TOO_MUCH, IS_NOT, FORBIDS].some((pattern) =>
      pattern.test(sentence),
    )
  )
    return true;
  if (TASK_OPENING.test(sentence)) return /\binstead of\b.*\bshould\b|\brather\b|\bthinking again\b/iu.test(sentence);
  if ([OPENS_AGAINST, POLITE, RESULT, NOT_X_BUT_Y, DENIAL].some((pattern) => pattern.test(sentence))) return true;
  return words <= SHORT && SHOULD.test(sentence);
}

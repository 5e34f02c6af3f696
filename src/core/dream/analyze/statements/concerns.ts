import type { MemoryKind } from '../../../memory/memory.ts';

/** What people who work with an agent come back to in project after project, and the advice that answers it. */
export interface Concern {
  readonly name: string;
  /** Sentences of a person that raise it. */
  readonly raisedBy: RegExp;
  /** Short and imperative. */
  readonly advice: string;
  readonly kind: MemoryKind;
}

export const CONCERNS: readonly Concern[] = [
  {
    name: 'reuse',
    raisedBy:
      /\b(?:duplicat\w+|deduplicat\w+|re-?usable|re-?us(?:e|ing) (?:the |our |an |some )?(?:existing|same|code|logic|function|helper|method|component|package)|reinvent\w*|replicat(?:e|es|ing)|re-?implement\w*)\b|\b(?:already|don't we) (?:have|exists?|do)\b.{0,40}\b(?:function|helper|method|util\w*|class|type|package|component|hook|test|code|for (?:this|that))\b|\b(?:this|that|it|code|logic) (?:is |are )?(?:now )?(?:repeated|copied) (?:multiple|several|many|two|three|\d) ?(?:times|places)?\b|\b(?:this|that|it) in (?:two|three|multiple|several|both) places\b|\bis there (?:no|not|a|any) (?:\w+ )?(?:library|package|helper|built-?in|standard)\b|\b(?:could|can)(?:n't| not)? (?:we|you|it|they|these tests|this) (?:just |not |rather )?(?:use|be integrated into|go into) (?:the |our |an )?(?:existing|same|\w+ from the)\b|\bour (?:existing|own) \w+ (?:framework|helper|package|function|method)\b/iu,
    advice:
      'Check whether a helper or utility already exists, here or in the standard library, before you write new code',
    kind: 'preference',
  },
  {
    name: 'agreeing first',
    raisedBy:
      /\b(?:propose|suggest) (?:a |the |some |your )?(?:change|solution|fix|approach|plan|option)s?\b|\b(?:give|tell|let) me (?:know )?(?:your|what you) (?:thoughts?|think|opinion)\b|\blet's (?:\w+ )?(?:talk|discuss|brainstorm|think)\b|\bwait,? (?:please )?(?:let's|let me|before)\b|^(?:please )?(?:stop|wait|hold on)(?: for a (?:second|moment|minute))?[.!]?$|\b(?:don't|do not|without) (?:change|changing|implement\w*|edit\w*|touch\w*|write|writing) (?:anything|any code|code|yet)\b|\bjust let me know\b|\bbefore (?:you|we) (?:change|implement|start|write|code|edit)\b|\bwhat are (?:the|our|my) options\b|\bmake (?:me )?a plan\b|\b(?:create|write) a plan\b/iu,
    advice: 'Propose the change and wait for agreement before you make a larger one',
    kind: 'preference',
  },
  {
    name: 'review comments',
    raisedBy:
      /\b(?:check|evaluate|assess|address|fix|look at|take a look|reply|respond|valid|thoughts|got|received|handle)\b.{0,80}\b(?:(?:review|pr|pull request|copilot|bugbot|coderabbit|reviewers?'?)\s+(?:review )?(?:comments?|feedback|remarks?)|feedback)\b|\b(?:feedback|review comments?|copilot|bugbot|coderabbit)\b.{0,80}\b(?:check|evaluate|assess|address|fix|valid|thoughts|still)\b/iu,
    advice:
      'Check each review comment against the code and say whether it holds before you change anything because of it',
    kind: 'procedure',
  },
  {
    name: 'documentation',
    raisedBy:
      /\b(?:update|add|write|adjust|extend|improve|integrate)\b.{0,60}\b(?:docs?|documentation|readmes?|changelog|claude\.md|agents\.md|architecture)\b|\b(?:docs?|documentation|readme|changelog|comments?) (?:is|are|needs?|should|must|still)\b.{0,40}\b(?:out ?dated|out of date|stale|up ?to ?date|up2date\w*|updat\w+|wrong|missing|clear)\b/iu,
    advice: 'Update the documentation in the same change as what it describes',
    kind: 'preference',
  },
  {
    name: 'proof that it works',
    raisedBy:
      /\b(?:check|verify|confirm|make sure|ensure|test|validate)\b.{0,50}\b(?:actually|really|still|end.?(?:to|2).?end|works?|working)\b|\bdid you (?:really |actually |even )?(?:run|test|check|verify|try)\b|\b(?:it|this|that|they|these) (?:still )?(?:does(?:n't| not)|do(?:n't| not)) work\b|\bi (?:just )?(?:tested|tried)\b.{0,80}\b(?:not|n't|no|still|wrong|fail\w*|missing)\b|\bend.?(?:to|2).?end\b/iu,
    advice: 'Run the change end to end and show what it printed before you call it done',
    kind: 'procedure',
  },
  {
    name: 'failures in CI alone',
    raisedBy:
      /\b(?:fail\w*|error|broken|red|breaks?)\b.{0,60}\b(?:github actions?|gh actions?|(?:on|in|at) (?:the )?(?:ci|pipeline|build server)|gitlab ci|circleci|jenkins)\b|\b(?:github actions?|gh actions?|the ci|(?<![:\w-])ci|pipeline)\b.{0,60}\b(?:fail\w*|error|broken|red|breaks?)\b|\b(?:not|but|works?|pass(?:es)?)\b.{0,40}\blocally\b/iu,
    advice: 'Run what CI runs before you push: changes that pass here have failed there',
    kind: 'pitfall',
  },
  {
    name: 'pull request text',
    raisedBy:
      /\b(?:summar\w+|description|body|title|text|overview|write.?up)\b.{0,40}\b(?:pr|pull request|merge request)\b|\b(?:pr|pull request|merge request)\b.{0,20}\b(?:summary|description|body|title|text)\b/iu,
    advice: 'Finish a piece of work with a short text for its pull request: what changed, before and after',
    kind: 'preference',
  },
  {
    name: 'simplicity',
    raisedBy:
      /\bsimplif\w+|\bsimpler\b|\btoo (?:complex|complicated|verbose|long|much)\b|\bover-?engineer\w*|\boverkill\b|\bas (?:simple|small|lightweight|minimal|light) as\b|\bkeep (?:it|this|that) (?:simple|small|minimal|short)\b|\b(?:do we|is (?:this|it|that)) (?:really|actually|even|still) (?:need|needed|necessary)\b|\bunnecessary\b/iu,
    advice: 'Choose the smallest change that does the job, and leave out what was not asked for',
    kind: 'preference',
  },
  {
    name: 'printed wording',
    raisedBy:
      /\b(?:message|messag\w+|output|wording|help text|warning|label|prints?|printed|checkmark|check mark)\b.{0,60}\b(?:should|instead|rather|say|read|also|improve|change|show|like)\b|\b(?:should|instead|can we|could we|i'd like)\b.{0,60}\b(?:say|print|display|message|messaging|wording|check mark|checkmark)\b/iu,
    advice: 'Show the exact wording that people will read, before and after, when you change what the program prints',
    kind: 'preference',
  },
  {
    name: 'narrow scope',
    raisedBy:
      /\b(?:don't|do not|leave|without)\b.{0,30}\b(?:touch\w*|alone|unrelated|the others?|the rest|anything else|as (?:is|they are|it is))\b|\b(?:unrelated|out of scope|not part of (?:this|the))\b|\bonly (?:change|fix|add|touch|do|remove)\b/iu,
    advice: 'Change only what was asked for, and name what else you saw instead of doing it',
    kind: 'preference',
  },
  {
    name: 'a branch first',
    raisedBy:
      /\b(?:(?:cut|create|make|open|switch to|check ?out|use|on) (?:a|another) (?:new |separate |fresh |feature )?|start (?:with |on )(?:a|another) (?:new |separate |fresh )?)branch\b/iu,
    advice: 'Start a branch before the first edit',
    kind: 'procedure',
  },
  {
    name: 'breaking what stands',
    raisedBy:
      /\b(?:would|will|could|does|might) (?:that|this|it|we|they|\w+ing)\b.{0,40}\bbreak\b|\bbackwards?.compat\w*|\bbreaking change\b|\b(?:so|don't|not) (?:we )?(?:don't )?break (?:this|that|it|any\w*|existing)\b/iu,
    advice: 'Say what a change could break, for users and for data that exists, before you make it',
    kind: 'preference',
  },
];

/** The concerns that a sentence raises. */
export function concernsOf(sentence: string): readonly string[] {
  return CONCERNS.filter(({ raisedBy }) => raisedBy.test(sentence)).map(({ name }) => name);
}

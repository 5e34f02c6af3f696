import { collapseWhiteSpace, quoteEvent } from '../../../evidence.ts';
import type { AssistantEvent, FeedbackEvent, SessionEvent } from '../../../sessions/event.ts';
import { editedFiles } from '../../../sessions/tool-input.ts';
import { contentTerms, overlap, SELF_CONTAINED } from '../terms/terms.ts';
import { findCause } from './find-cause.ts';
import type { Decision, FoundCause, Lessons } from './lessons.ts';

/** Causes that one session teaches at most, the first ones. */
const MOST = 3;
/** What an agent asks about its own next step is decided for the moment. */
const NEXT_STEP =
  /\b(?:what would you like|how (?:would|should|do) (?:you like|i|we) (?:to )?(?:proceed|continue)|next step|proceed|continue|ready|do you want me|should i|shall i|commit|push|approve|review (?:the|this) plan|update the plan)\b/iu;
const TROUBLE =
  /\b(?:errors?|bugs?|fail\w*|broken|crash\w*|wrong|issues?|problems?|not working|doesn't work|delay|slow|debug)\b/iu;

/** What a session teaches beside what people said of how to work: choices and causes of trouble. */
export class LessonReader {
  private readonly decisions: Decision[] = [];
  private readonly causes: FoundCause[] = [];
  private suspected: FoundCause | null = null;
  private hasEdited = false;
  private isTroubled = false;

  read(event: SessionEvent): void {
    switch (event.type) {
      case 'user':
        if (TROUBLE.test(event.text)) this.isTroubled = true;
        this.hasEdited = false;
        this.suspected = null;
        break;
      case 'assistant':
        this.suspect(event);
        break;
      case 'tool_call':
        if (editedFiles(event).length > 0) this.readEdit();
        break;
      case 'tool_result':
        if (event.isError) this.isTroubled = true;
        break;
      case 'feedback':
        this.readChoice(event);
        break;
      case 'outcome':
      case 'recall':
      case 'other':
        break;
    }
  }

  lessons(): Lessons {
    return { decisions: this.decisions, causes: this.causes.slice(0, MOST) };
  }

  private suspect(event: AssistantEvent): void {
    if (event.origin !== 'assistant' || !this.isTroubled) return;
    const found = findCause(event.text);
    if (found === null) return;
    const start = Math.max(0, collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(found.raw)));
    this.suspected = { text: found.text, at: event.at, evidence: quoteEvent(event, start) };
    if (this.hasEdited) this.keepCause();
  }

  private readEdit(): void {
    this.hasEdited = true;
    this.keepCause();
  }

  /** What was suspected and followed by an edit, or told after one, was the cause. */
  private keepCause(): void {
    const { suspected } = this;
    if (suspected !== null && !this.causes.some(({ text }) => isAlike(text, suspected.text)))
      this.causes.push(suspected);
    this.suspected = null;
  }

  private readChoice(event: FeedbackEvent): void {
    if (event.isError || event.call === undefined || event.origin === 'external') return;
    for (const line of event.text.split('\n')) {
      const [question = '', choice = ''] = line.split(' → ').map((part) => part.trim());
      const chosen = choice.replace(/\s*\((?:recommended|default)\)$/iu, '');
      const isOfTheMoment = NEXT_STEP.test(question) || /^(?:yes|no|skip|none|other|cancel|later)\b/iu.test(chosen);
      if (!question.endsWith('?') || isOfTheMoment || contentTerms(question).length < SELF_CONTAINED || chosen === '')
        continue;
      const start = Math.max(0, collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(line)));
      const evidence = quoteEvent(event, start);
      this.decisions.push({ question, choice: chosen, author: event.author ?? 'user', at: event.at, evidence });
    }
  }
}

function isAlike(left: string, right: string): boolean {
  return overlap(new Set(contentTerms(left)), new Set(contentTerms(right))) >= 0.5;
}

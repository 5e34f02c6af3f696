import { collapseWhiteSpace } from '../../../evidence.ts';
import { splitSentences } from './split-sentences.ts';

/** A sentence that a person typed, and where it starts in the white-space-collapsed text of its event. */
export interface PersonSentence {
  readonly text: string;
  readonly start: number;
  /** Whether it is the first sentence of its message. */
  readonly isOpening: boolean;
}

/** "I got this feedback:" says that what follows is somebody else's text. */
const QUOTES_OTHERS =
  /(?:(?:feedback|review|comment|error|output|log|message|issue|warning|following)\b[^.!?]{0,80}:\s*$|\b(?:got|get|getting|received|says?|this|the following|from) [^.!?:]{0,60}\b(?:feedback|review|comments?|error|output|logs?|message|warning)\b[^.!?:]{0,60}:(?=\s))/iu;
/** "Can you check: The exported function…" hands on somebody else's text, too. */
const HANDS_ON =
  /\b(?:look at|check|evaluate|address|fix|review|consider)(?: (?:this|that|these|the following|also|again))*:\s+(?=[A-Z"“`][^:]{60,})/u;
const LONGEST_SENTENCE = 320;
const MOST_SENTENCES = 40;

/**
 * The sentences of a message that the person is likely to have typed: pasted logs, code, quotes, diffs, review
 * comments of others and the notices of hooks are left out.
 */
export function personSentences(text: string): readonly PersonSentence[] {
  const collapsed = collapseWhiteSpace(text);
  if (
    /^(?:operation stopped by hook|this session is being continued|implement the following plan|caveat:|\[request interrupted)/iu.test(
      collapsed,
    )
  ) {
    return [];
  }
  const sentences: PersonSentence[] = [];
  let from = 0;
  for (const line of typedLines(text)) {
    for (const piece of splitSentences(line)) {
      const sentence = collapseWhiteSpace(piece);
      const start = collapsed.indexOf(sentence, from);
      if (start < 0 || sentence.length > LONGEST_SENTENCE || !/\p{L}/u.test(sentence)) continue;
      from = start + sentence.length;
      if (sentences.length < MOST_SENTENCES) sentences.push({ text: sentence, start, isOpening: start === 0 });
    }
  }
  return sentences;
}

function typedLines(text: string): readonly string[] {
  const lines: string[] = [];
  const typed = text
    .replace(/```[\s\S]*?(?:```|$)/gu, '\n')
    .replace(/("""|''')[\s\S]*?(?:\1|$)/gu, '\n')
    .replace(/(?<=\s|^)["“][^"”\n]{120,}["”]/gu, '\n');
  for (const line of typed.split('\n')) {
    if (isPasted(line)) continue;
    const introduction = QUOTES_OTHERS.exec(line) ?? HANDS_ON.exec(line);
    const own = introduction === null ? line : line.slice(0, introduction.index + introduction[0].length);
    lines.push(own.replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, ''));
    if (introduction !== null) break;
  }
  return lines;
}

function isPasted(line: string): boolean {
  if (/^\s*(?:>|\||[│⎿❯✓✗⨯•$%])/u.test(line)) return true;
  if (/^\s*[+-]{1,3}\S/u.test(line) || /^\s*@@ /u.test(line)) return true;
  if (/^\s*(?:at \S+ ?\(|File "|\[?\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|---? ?FAIL|FAIL\b|PASS\b|ok {2})/u.test(line))
    return true;
  if (/^\s*[\w./-]+\.\w{1,5}:\d+/u.test(line)) return true;
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  return line.length > 40 && letters / line.length < 0.55;
}

import type { TextSpan } from '../text-span.ts';

/** What programs of any language say, in words of a few, when something went wrong. */
const SAID = new RegExp(
  [
    String.raw`\b(?:errors?|err|fatal|panic(?:ked)?|traceback|exception|abort(?:ed)?|crash(?:ed)?|unhandled|uncaught|segmentation fault|out of memory)\b`,
    String.raw`\bfail(?:ed|ures?|ing|s)?\b`,
    String.raw`\b(?:cannot|can't|could not|couldn't|unable to|not found|no such|(?:does not|doesn't) exist|is not (?:defined|a|installed|recognized))\b`,
    String.raw`\b(?:undefined|unresolved|unexpected|unknown|invalid|illegal|missing|mismatch|denied|refused|forbidden|unauthorized|conflict|timed? ?out|deadlock|overflow)\b`,
    String.raw`\bexpected\b.{1,80}\b(?:got|but|received|actual|found)\b`,
    String.raw`\b(?:exit(?:ed)?(?: with)?(?: code| status)?|returned|status)[ :=]+[1-9]\d{0,2}\b`,
    String.raw`ошибк|исключени|错误|失败|异常|エラー|失敗|例外|오류|실패|\b(?:erreur|échec|fehler|fehlgeschlagen|ungültig|fallo|errore|erro|błąd|hata)\b`,
  ].join('|'),
  'giu',
);
/** Names of exceptions, codes of errors, and signs before what failed. */
const NAMED =
  /\b[\w.]{0,60}(?:Error|Exception|Failure)s?\b|\bERR_[A-Z\d_]+|\bE(?:ACCES|ADDR|AGAIN|BUSY|CONN|EXIST|INVAL|ISDIR|NO|NOT|PERM|PIPE|TIMEDOUT)[A-Z]*\b|\b[A-Z]{1,8}-?\d{2,6}(?=[:\]])|\b[45]\d\d [A-Z][a-z]+|^[ \t]{0,40}(?:E {2,}|✗|✘|✖|×|❌|✕|●|not ok\b)/gmu;
/** Code that handles errors, and counts of none: they speak of errors where nothing went wrong. */
const NO_TROUBLE =
  /^\s*\d+(?:→|\t)|[{;]\s*$|\b(?:0|no|without|zero) (?:\w+ )?(?:errors?|fail\w*|warnings?|exceptions?)\b|\bif err\b|\berr(?:or)? [!=]==? ?(?:nil|null)/iu;
const BEFORE = 120;
const AFTER = 200;
/** Characters at a text's end that are looked at: what went wrong is told last. */
const LONGEST = 1_000_000;

/**
 * The lines of an output that look like an error, each kind once, the most telling first and of those the earliest; of long
 * lines the part around the signal.
 */
export function findTrouble(text: string): readonly TextSpan[] {
  const spans: (TextSpan & { readonly signals: number })[] = [];
  for (const { start: index, end: signalEnd } of signalsIn(text)) {
    const last = spans.at(-1);
    if (last !== undefined && index < last.end) {
      spans[spans.length - 1] = { ...last, signals: last.signals + 1 };
      continue;
    }
    const before = Math.max(0, index - BEFORE, last?.end ?? 0);
    const start = before + text.slice(before, index).lastIndexOf('\n') + 1;
    const feed = text.slice(signalEnd, index + AFTER).indexOf('\n');
    spans.push({ start, end: feed < 0 ? Math.min(text.length, index + AFTER) : signalEnd + feed, signals: 1 });
  }
  const kinds = new Set<string>();
  return spans
    .filter(({ start, end }) => {
      const line = text.slice(start, end);
      const kind = line.replace(/[\d\s]+/gu, ' ');
      const isTelling = !NO_TROUBLE.test(line) && !kinds.has(kind);
      kinds.add(kind);
      return isTelling;
    })
    .toSorted((one, other) => other.signals - one.signals || one.start - other.start);
}

function signalsIn(text: string): readonly TextSpan[] {
  const from = Math.max(0, text.length - LONGEST);
  const end = text.slice(from);
  return [...end.matchAll(SAID), ...end.matchAll(NAMED)]
    .map(({ index, 0: signal }) => ({ start: from + index, end: from + index + signal.length }))
    .toSorted((one, other) => one.start - other.start);
}

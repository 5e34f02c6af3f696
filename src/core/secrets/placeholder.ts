const FILLER = /^[\W_]*$|(.)\1{5,}|x{4,}|\*{3}|\.{3}|…/iu;
const STAND_IN =
  /example|sample|dummy|placeholder|change[-_]?me|replace|insert[-_]|your[-_ ]|^your|^my[-_]?(?:api)?[-_]?(?:key|token|secret|password)\d*$|<[^>]*>|^\$|\$\{|\{\{|%[sdv(]|not[-_ ]?a[-_ ]?real|redacted|\bfake|fakefake|\btodo|goes[-_ ]?here/iu;
const RUNS = /abcdefgh|ijklmnop|klmnopqr|qrstuvwx|01234567|12345678|98765432/iu;

/** Whether a value only stands where a secret would: `xxxx`, `<your key>`, `${TOKEN}`, `AKIA…EXAMPLE`, the alphabet. */
export function isPlaceholder(value: string): boolean {
  return FILLER.test(value) || STAND_IN.test(value) || RUNS.test(value);
}

const FILLER = /^[\W_]*$|(.)\1{5,}|x{4,}|\*{3}|\.{3}|…|^(?:.)\1*$/iu;
const STAND_IN =
  /example|sample|dummy|placeholder|change[-_]?me|replace|insert[-_]|your[-_ ]|^your|^my[-_]?(?:api)?[-_]?(?:key|token|secret|password)|<[^>]*>|^\$|\$\{|\{\{|%[sdv(]|not[-_ ]?a[-_ ]?real|redacted|\bfake|fakefake|\btodo|goes[-_ ]?here|abcdefghij|jklmnopqrs|0123456789|1234567890/iu;

/** Whether a value only stands where a secret would: `xxxx`, `<your key>`, `${TOKEN}`, `AKIA…EXAMPLE`. */
export function isPlaceholder(value: string): boolean {
  return FILLER.test(value) || STAND_IN.test(value);
}

import { programCalls } from '../../shell/program-calls.ts';

/** Of these the words that run are elsewhere, or come later. */
const DEFINES = new Set(['alias', 'case', 'function', 'trap']);

/** The parts of a command line of which only the shell can tell what they run; empty where all can be told. */
export function unclearParts(line: string): readonly string[] {
  const unclear = programCalls(line).filter(
    ({ program }) => DEFINES.has(program) || (/[\s$`*?[\]{}()^%]/u.test(program) && !/^\[\[?$/u.test(program)),
  );
  return [...new Set(unclear.map(({ program, words }) => [program, ...words].join(' ').slice(0, 200)))];
}

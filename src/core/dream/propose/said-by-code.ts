import { areAlternatives } from '../analyze/statements/alternatives.ts';
import type { DeclaredDependency } from '../declared-dependencies.ts';

/** "We use X here" and its like, with nothing else in the sentence. */
const USES =
  /^(?:(?:in|for) (?:this|our) (?:\w+),? )?(?:we(?:'re| are)?|this \w+|the (?:project|repo|repository|codebase|app)|our \w+) (?:also |already |all |just |currently |now )*(?:uses?|using|are on|depends? on|relies on|rely on) (?:the )?[`"“]?([\w@./ -]{2,60}?)[`"”]?(?: (?:library|package|module|crate|framework|as a dependency|here|already|anyway|everywhere|in (?:this|our|the) (?:repo|repository|project|codebase|code)))*[.!]?$/iu;

/**
 * The file that already says what a sentence tells: that a package is used, and nothing about how, where or instead of
 * what. Null where it tells more, or where a choice between declared packages is left to be told.
 */
export function saidByCode(sentence: string, dependencies: readonly DeclaredDependency[]): string | null {
  const [, named] = USES.exec(sentence.trim().replace(/’/gu, "'")) ?? [];
  if (named === undefined) return null;
  const declared = dependencies.find(({ name }) => isNamed(name, named));
  if (declared === undefined) return null;
  const isChoice = dependencies.some((other) => areAlternatives(plain(named), plain(lastPart(other.name))));
  return isChoice ? null : declared.file;
}

/** `go-git` names `github.com/go-git/go-git/v5`, `React Query` names `@tanstack/react-query`. */
function isNamed(name: string, named: string): boolean {
  return [name, lastPart(name)].some((one) => plain(one) === plain(named));
}

function lastPart(name: string): string {
  return name.replace(/\/v\d+$/u, '').replace(/^.*\//u, '');
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '-');
}

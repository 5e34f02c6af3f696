import { formParts } from '../../../shell/command-form.ts';
import type { RecurringFailure } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun } from '../digest/digest.ts';
import { missingProgram } from '../digest/failure-output.ts';
import { groupBy } from '../group-by.ts';
import { type ClusterLimits, clusterByMeaning } from '../terms/cluster-by-meaning.ts';
import { joinByMeaning, type MeaningLimits } from '../terms/join-by-meaning.ts';
import { contentTerms } from '../terms/terms.ts';
import { commandFamilies } from './command-families.ts';
import { commandPurpose } from './command-purpose.ts';
import type { FailedRun, FailureInput } from './find-recurring-failures.ts';
import { findRemedy } from './find-remedy.ts';
import { formOf } from './form-remedy.ts';
import { isNotHere } from './not-here.ts';
import { areOtherErrors, spellOutError } from './spell-out-error.ts';

const LIMITS: ClusterLimits = { neighbourWords: 2, neighbour: 0.45, average: 0.35 };
/** Cosines of MiniLM's vectors, by which `test/embedding` tells errors of a dozen programs apart. */
export const SAME_MEANING: MeaningLimits = { near: 0.62, nearWithWords: 0.55, apart: 0.45 };
const COMMANDS = 2;
const SESSIONS = 2;
/** An error with fewer words of its own could be any. */
const OWN_WORDS = 2;
const MOST_EVIDENCE = 12;
const SHOWN = 3;
/** What a runner says of any failure. */
const OF_ANY =
  /\btask failed\b|^\s*(?:--- )?FAIL|\bexit(?:ed)?(?: with)? (?:code|status)\b|^g?make(?:\[\d+\])?:|lifecycle|^npm err|^traceback/iu;

/** What the command was told to do is wrong, or a file that it names is not there: each time another one. */
const OF_ARGUMENTS =
  /\bENOENT\b|no such file|\bpathspec\b|\b(?:unknown|invalid|unrecognized|unexpected) (?:flag|command|option|argument|usage)|\busage:/iu;

/**
 * One error behind the failures of different commands, told by the words of the errors, and by their meaning where it can
 * be told: a service that is not up, a tool that is missing. What points at a line of a file is that file's and left to its command.
 */
export async function findSharedErrors(input: FailureInput): Promise<readonly RecurringFailure[]> {
  const families = commandFamilies(input.digests, input.workspace);
  const seen = new Set<string>();
  const failed = input.digests.flatMap(({ session, commands }) => {
    const group = input.groups.get(session) ?? session;
    return commands.flatMap((run): readonly FailedRun[] => {
      const copy = `${group} ${run.evidence.event} ${run.command}`;
      if (!tellsOfSurroundings(run) || seen.has(copy)) return [];
      seen.add(copy);
      return [{ run, session, group }];
    });
  });
  const [missing, others] = [failed.filter(({ run }) => isNotHere(run)), failed.filter(({ run }) => !isNotHere(run))];
  const bySignature = [...groupBy(others, ({ run }) => run.signature).values()];
  const termsOf = ([first]: readonly FailedRun[]): readonly string[] => wordsOf(first?.run.signature ?? '');
  const clusters = await clusterByMeaning(bySignature, termsOf, LIMITS, input.signal);
  const alike = clusters.map((cluster) => cluster.flatMap(({ item }) => item));
  const textOf = ([first]: readonly FailedRun[]): string => spellOutError(first?.run.signature ?? '');
  const told = await joinByMeaning(
    alike,
    { textOf, areOthers: areOtherErrors },
    SAME_MEANING,
    input.meanings,
    input.signal,
  );
  return [...told.map((groups) => groups.flat()), ...byMissingProgram(missing)].flatMap(
    (cluster): readonly RecurringFailure[] => {
      const runs = cluster.toSorted((a, b) => (a.run.at < b.run.at ? -1 : 1));
      const keys = new Set(runs.map(({ run }) => families.keyOf(run.command)));
      const groups = [...new Set(runs.map(({ group }) => group))];
      const [first] = runs;
      const isShared = keys.size >= COMMANDS && groups.length >= SESSIONS;
      if (first === undefined || !isShared || !runs.some(({ session }) => input.newSessions.has(session))) return [];
      const meant = new Set(runs.map(({ run }) => run));
      const names = [...keys].map((key) => families.nameOf(key));
      const shown = names.slice(0, SHOWN).map((name) => `\`${name}\``);
      const error = toldOf(first.run.signature);
      return [
        {
          id: contentId('fnd', input.now, 'shared-error', error),
          kind: 'recurring-failure',
          score: Math.min(0.8, 0.3 + 0.1 * groups.length),
          summary: `“${error}” made ${names.length} commands fail in ${groups.length} independent sessions: ${shown.join(', ')}`,
          evidence: groups
            .flatMap((group) => runs.find((one) => one.group === group)?.run.evidence ?? [])
            .slice(0, MOST_EVIDENCE),
          sessions: groups,
          error,
          command: names[0] ?? first.run.command,
          failures: runs.length,
          rules: [],
          remedy: findRemedy({ ...input, keys, families, isMeant: (run) => meant.has(run) }),
          ruledBy: null,
          isTold: false,
          warned: null,
          isDeclared: [...keys].every((key) => families.isDeclared(key)),
          firstAt: first.run.at,
          lastAt: runs.at(-1)?.run.at ?? first.run.at,
        },
      ];
    },
  );
}

/** What lacks the same program is one error; a program that is itself not there is another one each. */
function byMissingProgram(failed: readonly FailedRun[]): readonly (readonly FailedRun[])[] {
  const named = failed.flatMap((one) => {
    const program = missingProgram(one.run.signature);
    return program === null || formParts(formOf(one.run)).arguments[0] === program ? [] : [{ one, program }];
  });
  return [...groupBy(named, ({ program }) => program).values()].map((same) => same.map(({ one }) => one));
}

function tellsOfSurroundings({ failed, command, signature, files }: CommandRun): boolean {
  const isOwn =
    files.length > 0 || OF_ANY.test(signature) || OF_ARGUMENTS.test(signature) || wordsOf(signature).length < OWN_WORDS;
  return failed && !isOwn && commandPurpose(command) !== 'inspect';
}

/** Words that every error is told with say nothing of which one it is. */
function wordsOf(signature: string): readonly string[] {
  return contentTerms(signature).filter(
    (term) => /^\p{L}{2}/u.test(term) && !/^(?:error|err|fatal|fail|failure|exception|warn)$/u.test(term),
  );
}

/** An error as it reads up to what differs each time, where that says enough. */
function toldOf(signature: string): string {
  const head = (/^[^#…]+/u.exec(signature)?.[0] ?? '').replace(/[\s:"'`(,-]+$/u, '');
  return wordsOf(head).length >= OWN_WORDS ? head : signature;
}

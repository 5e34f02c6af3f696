import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import { missingProgram } from '../digest/failure-output.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { formOf } from '../failures/form-remedy.ts';
import { isNotHere } from '../failures/not-here.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** In as many independent sessions the way round is the way. */
const SESSIONS = 2;
const MOST = 5;
/** What comes later than this after a failure is other work. */
const RUNS_AFTER = 6;
interface Detour {
  /** The command that is not here and the one that did what was wanted; their programs alone where those differ. */
  readonly names: { readonly wrong: string; readonly right: string };
  readonly wrong: CommandRun;
  readonly right: CommandRun;
  readonly session: string;
  readonly group: string;
}

/** Commands that don't exist here and are tried first all the same, with the one that does what was wanted. */
export function findDetours(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const passed = new Set(
    digests.flatMap(({ commands }) =>
      commands.flatMap((run) => (run.failed ? [] : [run.command, wordsOf(run)[0] ?? run.command])),
    ),
  );
  const detours = digests.flatMap(({ session, commands }) =>
    commands.flatMap((wrong, at): readonly Detour[] => {
      if (!isNotHere(wrong)) return [];
      const after = commands.slice(at + 1, at + 1 + RUNS_AFTER).filter((run) => !run.failed);
      const [found] = after.flatMap((right) => {
        const names = otherProgram(wrong, right) ?? samePurpose(wrong, right);
        return names === null ? [] : [{ names, wrong, right, session, group: places.groupOf(session) }];
      });
      return found === undefined || passed.has(found.names.wrong) ? [] : [found];
    }),
  );
  const found = [...groupBy(detours, ({ names }) => `${names.wrong}\n${names.right}`).values()].flatMap(
    (same): readonly Observation[] => {
      const [first] = same;
      const groups = [...new Set(same.map(({ group }) => group))];
      const isKnown =
        first !== undefined && groups.length >= SESSIONS && same.some(({ session }) => places.isNew(session));
      return isKnown ? [describe(first, same, groups, now)] : [];
    },
  );
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

/** The same arguments given to another program: `python3 load.py` after `python load.py`, which no shell found. */
function otherProgram(wrong: CommandRun, right: CommandRun): Detour['names'] | null {
  const [program = '', ...given] = wordsOf(wrong);
  const words = wordsOf(right);
  const instead = words.slice(0, words.length - given.length);
  const isSame = given.length > 0 && words.slice(instead.length).join(' ') === given.join(' ');
  if (missingProgram(wrong.signature) !== program || instead.length === 0 || !isSame) return null;
  return { wrong: program, right: instead.join(' ') };
}

/** Another command for the same kind of work: `npm run test:unit` after `npm test`, which is no script here. */
function samePurpose(wrong: CommandRun, right: CommandRun): Detour['names'] | null {
  const purpose = commandPurpose(wrong.command);
  const isWork = purpose !== 'inspect' && purpose !== 'other';
  return isWork && commandPurpose(right.command) === purpose && right.command !== wrong.command
    ? { wrong: wrong.command, right: right.command }
    : null;
}

/** Program, flags and arguments, wherever and in whatever environment it ran. */
function wordsOf(run: CommandRun): readonly string[] {
  return formOf(run)
    .replace(/^cd \S+ && /u, '')
    .split(' ')
    .filter((word) => !/^[A-Za-z_]\w*=/u.test(word));
}

function describe(
  { names: { wrong, right } }: Detour,
  same: readonly Detour[],
  groups: readonly string[],
  now: Date,
): Observation {
  const times = same.map((one) => one.wrong.at).sort();
  return {
    id: contentId('fnd', now, 'detour', wrong, right),
    kind: 'inefficiency',
    score: Math.min(0.6, 0.3 + 0.07 * groups.length),
    summary: `\`${wrong}\` was tried first and is not there, then \`${right}\` passed, in ${groups.length} independent sessions`,
    evidence: groups.flatMap((group) => {
      const seen = same.find((one) => one.group === group);
      return seen === undefined ? [] : [seen.wrong.evidence, seen.right.evidence].filter(({ quote }) => quote !== '');
    }),
    sessions: groups,
    advice: {
      folder: 'commands',
      title: `${right} in the place of ${wrong}`,
      text: `Run \`${right}\`; \`${wrong}\` does not exist here.`,
      kind: 'procedure',
    },
    origin: 'assistant',
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

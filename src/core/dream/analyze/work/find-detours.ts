import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** In as many independent sessions the way round is the way. */
const SESSIONS = 2;
const MOST = 5;
/** What comes later than this after a failure is other work. */
const RUNS_AFTER = 6;
/** The command itself is wrong here: a script that is not declared, a tool that is not there. */
const NOT_HERE =
  /command not found|missing script|script not found|no such (?:script|task|command|target)|no rule to make target|(?:unknown|unrecognized|invalid) (?:command|subcommand|task|script)|is not (?:recognized|a (?:\S+ )?(?:command|task|script))|no tasks? (?:named|found)|could not determine executable|target not found/iu;

interface Detour {
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
    digests.flatMap(({ commands }) => commands.flatMap((run) => (run.failed ? [] : [run.command]))),
  );
  const detours = digests.flatMap(({ session, commands }) =>
    commands.flatMap((wrong, at): readonly Detour[] => {
      if (!wrong.failed || !NOT_HERE.test(wrong.signature) || passed.has(wrong.command)) return [];
      const purpose = commandPurpose(wrong.command);
      const after = commands.slice(at + 1, at + 1 + RUNS_AFTER);
      const right = after.find((run) => !run.failed && commandPurpose(run.command) === purpose);
      const isWork = purpose !== 'inspect' && purpose !== 'other';
      return right === undefined || !isWork ? [] : [{ wrong, right, session, group: places.groupOf(session) }];
    }),
  );
  const found = [...groupBy(detours, ({ wrong, right }) => `${wrong.command}\n${right.command}`).values()].flatMap(
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

function describe(
  { wrong, right }: Detour,
  same: readonly Detour[],
  groups: readonly string[],
  now: Date,
): Observation {
  const times = same.map((one) => one.wrong.at).sort();
  return {
    id: contentId('fnd', now, 'detour', wrong.command, right.command),
    kind: 'inefficiency',
    score: Math.min(0.6, 0.3 + 0.07 * groups.length),
    summary: `\`${wrong.command}\` was tried first and is not there, then \`${right.command}\` passed, in ${groups.length} independent sessions`,
    evidence: groups.flatMap((group) => {
      const seen = same.find((one) => one.group === group);
      return seen === undefined ? [] : [seen.wrong.evidence, seen.right.evidence].filter(({ quote }) => quote !== '');
    }),
    sessions: groups,
    advice: {
      folder: 'commands',
      title: `${right.command} in the place of ${wrong.command}`,
      text: `Run \`${right.command}\`; \`${wrong.command}\` does not exist here.`,
      kind: 'procedure',
    },
    origin: 'assistant',
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

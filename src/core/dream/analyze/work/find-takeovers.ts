import type { Evidence } from '../../../evidence.ts';
import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** Failures of the agent in a row before what a person did themselves counts as taking over. */
const FAILED_BEFORE = 2;
/** A command has to be taken over in as many independent sessions. */
const TAKEN_OVER = 2;

/** A command that failed for the agent and passed once a person had taken over. */
interface Rescue {
  readonly command: string;
  /** They ran it themselves, or said that they had done what it lacked. */
  readonly how: 'ran' | 'said';
  readonly at: string;
  readonly evidence: readonly Evidence[];
}

/** Where the agent failed, a person took over and it passed: asking sooner would have saved the detour. */
export function findTakeovers(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const rescued = digests.flatMap((digest) =>
    rescues(digest).map((rescue) => ({ rescue, session: digest.session, group: places.groupOf(digest.session) })),
  );
  return [...groupBy(rescued, ({ rescue }) => rescue.command)].flatMap(([command, seen]): readonly Observation[] => {
    const groups = [...new Set(seen.map(({ group }) => group))];
    if (groups.length < TAKEN_OVER || !seen.some(({ session }) => places.isNew(session))) return [];
    const times = seen.map(({ rescue }) => rescue.at).sort();
    const isRun = seen.every(({ rescue }) => rescue.how === 'ran');
    const tookOver = isRun ? `ran \`${command}\` after it` : `took over after \`${command}\``;
    return [
      {
        id: contentId('fnd', now, 'taken-over', command),
        kind: 'gap',
        score: Math.min(0.6, 0.35 + 0.05 * groups.length),
        summary: `A person ${tookOver} had failed for the agent, and it passed, in ${groups.length} independent sessions`,
        evidence: groups.flatMap((group) => seen.find((one) => one.group === group)?.rescue.evidence ?? []),
        sessions: groups,
        advice: {
          folder: 'when-to-ask',
          title: `ask when ${command} keeps failing`,
          text: isRun
            ? `Ask the person to run \`${command}\` when it has failed twice.`
            : `Ask the person for help when \`${command}\` has failed twice.`,
          kind: 'procedure',
        },
        origin: 'assistant',
        firstAt: times[0] ?? now.toISOString(),
        lastAt: times.at(-1) ?? now.toISOString(),
      },
    ];
  });
}

function rescues(digest: SessionDigest): readonly Rescue[] {
  const failures = new Map<string, { readonly count: number; readonly last: number }>();
  return digest.commands.flatMap((run): readonly Rescue[] => {
    const { count, last } = failures.get(run.command) ?? { count: 0, last: 0 };
    const isFailure = run.failed && run.ranBy === 'agent';
    failures.set(run.command, isFailure ? { count: count + 1, last: run.index } : { count: 0, last: 0 });
    if (run.failed || count < FAILED_BEFORE || commandPurpose(run.command) === 'inspect') return [];
    const { command, at, evidence } = run;
    const said = wordBefore(run, last, digest);
    if (said !== null) return [{ command, how: 'said', at, evidence: [said, evidence] }];
    return run.ranBy === 'person' ? [{ command, how: 'ran', at, evidence: [evidence] }] : [];
  });
}

/** A person's word between the last failure and the run that passed, which no edit of the agent could explain. */
function wordBefore({ index }: CommandRun, failed: number, { takeovers, edits }: SessionDigest): Evidence | null {
  const said = takeovers.find((takeover) => takeover.index > failed && takeover.index < index);
  const isEdited = edits.some((edit) => edit.index > failed && edit.index < index);
  return said === undefined || isEdited ? null : said.evidence;
}

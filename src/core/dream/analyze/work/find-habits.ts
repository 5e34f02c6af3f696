import type { Observation } from '../../finding.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';

/** Independent sessions that must have finished alike, and the share of those that ran anything at their end. */
const FINISHED_ALIKE = 6;
const SHARE = 0.3;
const MOST_EVIDENCE = 12;

/** How finished sessions were brought to their end: the checks that passed after the last edit, again and again. */
export function findHabits(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  workspace: WorkspaceFacts,
  now: Date,
): readonly Observation[] {
  const finished = digests
    .filter(({ closing }) => closing.length > 0)
    .map((digest) => ({ digest, group: places.groupOf(digest.session) }));
  const groups = new Set(finished.map(({ group }) => group));
  const ran = new Map<string, { readonly groups: Set<string>; readonly places: number[] }>();
  for (const { digest, group } of finished) {
    for (const [place, { command }] of digest.closing.entries()) {
      const known = ran.get(command) ?? { groups: new Set<string>(), places: [] };
      ran.set(command, known);
      known.groups.add(group);
      known.places.push(place / digest.closing.length);
    }
  }
  const usual = [...ran]
    .filter(([, { groups: seen }]) => seen.size >= FINISHED_ALIKE && seen.size / groups.size >= SHARE)
    .toSorted((a, b) => middle(a[1].places) - middle(b[1].places) || (a[0] < b[0] ? -1 : 1))
    .map(([command]) => command);
  const seen = finished.filter(({ digest }) => digest.closing.some(({ command }) => usual.includes(command)));
  const isNew = seen.some(({ digest }) => places.isNew(digest.session));
  if (usual.length === 0 || !isNew) return [];
  const rule = workspace.rules.find(({ text }) => usual.every((command) => text.includes(command)));
  const listed = usual.map((command) => `\`${command}\``);
  const counted = joined(
    usual.map((command) => `${ran.get(command)?.groups.size ?? 0} ended with \`${command}\``),
    'and',
  );
  const times = seen.map(({ digest }) => digest.ended).sort();
  const seenIn = new Set(seen.map(({ group }) => group));
  return [
    {
      id: contentId('fnd', now, 'finished-alike', ...usual),
      kind: 'outcome',
      score: Math.min(0.5, 0.3 + 0.01 * seenIn.size),
      summary: `Of ${groups.size} independent sessions that checked their last edit, ${counted}${rule === undefined ? '' : `, as ${rule.file} asks`}`,
      evidence: [...seenIn]
        .flatMap((group) => evidenceOf(seen.find((one) => one.group === group)?.digest, usual))
        .slice(0, MOST_EVIDENCE),
      sessions: [...seenIn],
      advice:
        rule === undefined
          ? {
              folder: 'before-finishing',
              title: `run ${usual.join(' and ')} before you finish`,
              text: `Run ${joined(listed, 'and')} after your last edit, before you call the work done or commit.`,
              kind: 'procedure',
            }
          : null,
      origin: 'assistant',
      firstAt: times[0] ?? now.toISOString(),
      lastAt: times.at(-1) ?? now.toISOString(),
    },
  ];
}

function evidenceOf(digest: SessionDigest | undefined, usual: readonly string[]): Observation['evidence'] {
  const run = digest?.closing.find(({ command }) => usual.includes(command));
  return run === undefined ? [] : [run.evidence];
}

function middle(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function joined(items: readonly string[], word: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

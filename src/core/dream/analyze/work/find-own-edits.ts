import type { Statement } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { OwnEdit } from '../digest/own-edit-reader.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** The same change made to an agent's code in as many independent sessions shows a wish. */
const SHOWN = 2;

interface Seen {
  readonly edit: OwnEdit;
  readonly session: string;
  readonly group: string;
}

/** What people change in what agents write, again and again, without having said so. */
export function findOwnEdits(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Statement[] {
  const seen: readonly Seen[] = digests.flatMap((digest) =>
    digest.ownEdits
      .filter((edit) => !wasTouchedByAnother(edit, digest, digests, places))
      .map((edit) => ({ edit, session: digest.session, group: places.groupOf(digest.session) })),
  );
  return [...groupBy(seen, ({ edit }) => edit.key)].flatMap(([key, same]) => {
    const groups = [...new Set(same.map(({ group }) => group))];
    const [first] = same;
    const isWish = first !== undefined && groups.length >= SHOWN && same.some(({ session }) => places.isNew(session));
    // Where the opposite change was made as often, nobody's wish is shown.
    const opposite =
      first === undefined ? '' : `${first.edit.came.toSorted().join(' ')} → ${first.edit.gone.toSorted().join(' ')}`;
    const against = new Set(seen.filter(({ edit }) => edit.key === opposite).map(({ group }) => group)).size;
    return isWish && against < groups.length ? [describe(key, first.edit, same, groups, now)] : [];
  });
}

/** Another session that wrote to the file between the agent's edit and the look at it may have made the change. */
function wasTouchedByAnother(
  edit: OwnEdit,
  digest: SessionDigest,
  digests: readonly SessionDigest[],
  places: SessionPlaces,
): boolean {
  return digests.some(
    (other) =>
      other.session !== digest.session &&
      (other.parentSession === digest.session ||
        digest.parentSession === other.session ||
        places.groupOf(other.session) !== places.groupOf(digest.session)) &&
      other.touched.some(({ file, first, last }) => file === edit.file && first <= edit.at && last >= edit.wroteAt),
  );
}

function describe(key: string, edit: OwnEdit, same: readonly Seen[], groups: readonly string[], now: Date): Statement {
  const times = same.map(({ edit: { at } }) => at).sort();
  const files = [...new Set(same.map(({ edit: { file } }) => file))].slice(0, 3).map((file) => `\`${file}\``);
  return {
    id: contentId('fnd', now, 'own-edit', key),
    kind: 'preference',
    score: Math.min(0.8, 0.4 + 0.08 * groups.length),
    summary: `${toldOf(edit)} in what agents wrote, in ${groups.length} independent sessions: ${files.join(', ')}`,
    evidence: groups.flatMap((group) => same.find((one) => one.group === group)?.edit.evidence ?? []),
    sessions: groups,
    text: adviceOf(edit),
    standing: 'rewritten',
    subject: key,
    about: '',
    isHedged: false,
    author: 'dream',
    origin: 'assistant',
    at: times.at(-1) ?? now.toISOString(),
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

function toldOf({ kind, gone, came }: OwnEdit): string {
  if (kind === 'comments-removed') return 'People took comments out';
  if (kind === 'removed') return `People took ${coded(gone)} out`;
  return `People put ${coded(came)} in the place of ${coded(gone)}`;
}

function adviceOf({ kind, gone, came }: OwnEdit): string {
  if (kind === 'comments-removed') return 'Leave out comments that only say again what the code says.';
  if (kind === 'removed') return `Finish without \`${gone.join('`, `')}\` in the code.`;
  return `Write ${coded(came)} instead of ${coded(gone)}.`;
}

function coded(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ');
}

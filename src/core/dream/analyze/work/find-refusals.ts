import type { Statement } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { RefusedCall, SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** The same act refused in as many independent sessions shows a wish. */
const REFUSED = 2;

interface Refused {
  readonly call: RefusedCall;
  readonly session: string;
  readonly group: string;
}

/** What people refuse again and again, without having said so: ask first. */
export function findRefusals(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Statement[] {
  const done = new Map<string, Set<string>>();
  const refusals = digests.flatMap((digest): readonly Refused[] => {
    const group = places.groupOf(digest.session);
    for (const act of actsDone(digest)) done.set(act, (done.get(act) ?? new Set<string>()).add(group));
    // Files are edited and plans made for many reasons, and looking harms nobody: only acts that are the same again count.
    const acts = digest.refused.filter(
      ({ act }) => !/^(?:edit |plan$)/u.test(act) && commandPurpose(act) !== 'inspect',
    );
    return acts.map((call) => ({ call, session: digest.session, group }));
  });
  return [...groupBy(refusals, ({ call }) => call.act)].flatMap(([act, refused]) => {
    const groups = [...new Set(refused.map(({ group }) => group))];
    // An act that people let pass more often than not is refused for its content, not for itself; a command that was
    // mended passes in the same session.
    const isTool = act.startsWith('call ');
    const passed = [...(done.get(act) ?? [])].filter((group) => isTool || !groups.includes(group)).length;
    const isWish = groups.length >= REFUSED && (isTool ? groups.length > passed : groups.length >= passed);
    return isWish && refused.some(({ session }) => places.isNew(session)) ? [shown(act, refused, groups, now)] : [];
  });
}

/** Commands that ran, and tools that were called more often than they were refused. */
function actsDone({ commands, tools, refused }: SessionDigest): readonly string[] {
  const called = Object.entries(tools).flatMap(([tool, times]) => {
    const act = `call ${tool}`;
    return times > refused.filter((one) => one.act === act).length ? [act] : [];
  });
  return [...commands.map(({ command }) => command), ...called];
}

function shown(act: string, refused: readonly Refused[], groups: readonly string[], now: Date): Statement {
  const times = refused.map(({ call }) => call.at).sort();
  const said = refused.find(({ call }) => call.said !== '')?.call;
  const instead = whatFollowed(refused);
  const authors = [...new Set(refused.map(({ call }) => call.author).filter((author) => author !== ''))];
  return {
    id: contentId('fnd', now, 'refused', act),
    kind: 'preference',
    score: Math.min(0.8, 0.4 + 0.08 * groups.length),
    summary: `Refused \`${act}\` in ${groups.length} independent sessions${instead === null ? '' : `, and \`${instead}\` ran in its place`}${said === undefined ? '' : `: “${said.said}”`}`,
    evidence: groups.flatMap((group) => refused.find((one) => one.group === group)?.call.evidence ?? []),
    sessions: groups,
    text: instead === null ? askBefore(act) : `Use \`${instead}\` instead of \`${act}\`.`,
    standing: 'shown',
    subject: act,
    about: said?.said ?? '',
    isHedged: false,
    author: authors.length === 1 ? (authors[0] ?? 'dream') : 'dream',
    origin: 'assistant',
    at: times.at(-1) ?? now.toISOString(),
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

/** What ran in place of the refused act in as many independent sessions as a wish takes; null when that differed. */
function whatFollowed(refused: readonly Refused[]): string | null {
  const followed = groupBy(
    refused.filter(({ call }) => call.instead !== ''),
    ({ call }) => call.instead,
  );
  const [first] = [...followed].filter(([, same]) => new Set(same.map(({ group }) => group)).size >= REFUSED);
  return first?.[0] ?? null;
}

function askBefore(act: string): string {
  const tool = /^call (.+)$/u.exec(act)?.[1];
  return tool === undefined ? `Ask before you run \`${act}\`.` : `Ask before you call \`${tool}\`.`;
}

import type { MemoryChange } from '../../memory/change.ts';
import { collidingPath } from '../../memory/path.ts';
import type { SessionSummary } from '../../sessions/session.ts';
import { wildcardSource } from '../../wildcard.ts';
import type { Proposal } from '../proposal.ts';
import type { TriggerSettings } from '../trigger.ts';

/** Some of the sessions, with a rhythm of their own. What is missing does not narrow it. */
export interface DreamScope {
  readonly name: string;
  readonly agents?: readonly string[];
  /** Ids or titles; `*` stands for anything. */
  readonly sessions?: readonly string[];
  /** Folders that a session worked in, whole or as the end or a middle part of their path. */
  readonly paths?: readonly string[];
  /** Beginnings of the paths of memories that its dreams may touch. */
  readonly memories?: readonly string[];
  /** In the place of the plain settings; `never` leaves its sessions out of dreams. */
  readonly rhythm?: Partial<TriggerSettings> | 'never';
}

/** The scope of what fits no other; it follows the plain settings. */
export const OTHER_SESSIONS = '';

/** A session belongs to the first scope that it fits. */
export function scopeOf(session: SessionSummary, scopes: readonly DreamScope[]): DreamScope | null {
  return scopes.find((scope) => fits(session, scope)) ?? null;
}

/** Whether a session takes part: in a dream over one scope, or over everything when none is named. */
export function takesPart(session: SessionSummary, scopes: readonly DreamScope[], name: string | undefined): boolean {
  const scope = scopeOf(session, scopes);
  if (scope?.rhythm === 'never') return false;
  return name === undefined || (scope?.name ?? OTHER_SESSIONS) === name;
}

function fits({ agent, session, title, folders = [] }: SessionSummary, scope: DreamScope): boolean {
  const isOne = <T>(wanted: readonly T[] | undefined, holds: (one: T) => boolean): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.some(holds);
  return (
    isOne(scope.agents, (name) => name === agent) &&
    isOne(scope.sessions, (pattern) => matches(pattern, session) || matches(pattern, title)) &&
    isOne(scope.paths, (path) => folders.some((folder) => isBelow(folder, path)))
  );
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${wildcardSource(pattern)}$`, 'isu').test(text);
}

function isBelow(folder: string, path: string): boolean {
  const plain = (text: string): string => text.replaceAll('\\', '/').replace(/^\.\/|\/+$/gu, '');
  const [inside, wanted] = [plain(folder), plain(path)];
  return wanted.startsWith('/') ? `${inside}/`.startsWith(`${wanted}/`) : `/${inside}/`.includes(`/${wanted}/`);
}

/**
 * Keeps a dream to the memories of its scope: what it learns goes below the first of its paths, and an edit of any other
 * memory is left out.
 */
export function keepToScope(
  proposals: readonly Proposal[],
  areas: readonly string[],
  taken: ReadonlySet<string>,
): { readonly proposals: readonly Proposal[]; readonly left: number } {
  const [home] = areas;
  if (home === undefined) return { proposals, left: 0 };
  const isInside = (path: string): boolean => areas.some((area) => path.startsWith(area));
  const paths = new Set(taken);
  const kept = proposals.flatMap((proposal): readonly Proposal[] => {
    const moved = proposal.operation === 'create' && !isInside(proposal.path) ? below(proposal, home) : proposal;
    const places = moved.changes.flatMap(({ before, after }) =>
      [before, after].flatMap((memory) => memory?.path ?? []),
    );
    if (!places.every(isInside)) return [];
    if (moved !== proposal && collidingPath(moved.path, paths) !== null) return [];
    paths.add(moved.path);
    return [moved];
  });
  return { proposals: kept, left: proposals.length - kept.length };
}

function below(proposal: Proposal, home: string): Proposal {
  const at = (path: string): string => `${home.replace(/\/+$/u, '')}${path}`;
  const changes = proposal.changes.map(
    (change): MemoryChange =>
      change.after === null ? change : { ...change, after: { ...change.after, path: at(change.after.path) } },
  );
  return { ...proposal, path: at(proposal.path), changes };
}

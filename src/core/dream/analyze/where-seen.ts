import type { Evidence } from '../../evidence.ts';
import type { SessionDigest } from './digest/digest.ts';

/** Answers the one folder of the workspace in which all of some evidence was seen; empty where it is not one. */
export type WhereSeen = (evidence: readonly Evidence[]) => string;

/**
 * Goes by the folders in which agents ran; what they edited there tells little of where a person's words hold. Of two
 * sessions that ran below one another the upper one's folder is taken for the workspace's, unless `root` is known to be.
 */
export function whereSeen(digests: readonly SessionDigest[], root: string | null): WhereSeen {
  const folders = [...(root === null ? [] : [root]), ...digests.map(({ folder }) => folder)].map(plainPath);
  const tops = [...new Set(folders)].filter((folder) => folder !== '').toSorted((a, b) => a.length - b.length);
  const places = new Map(digests.map(({ session, folder }) => [session, placeOf(plainPath(folder), tops)]));
  return (evidence) => {
    const sessions = [...new Set(evidence.map(({ session }) => session))];
    const [first = '', ...others] = sessions.map((session) => places.get(session) ?? '');
    return others.reduce(commonFolder, first);
  };
}

/** Relative to the uppermost folder; empty for that itself, and for a hidden folder, which is a checkout or an agent's own. */
function placeOf(folder: string, tops: readonly string[]): string {
  const top = tops.find((one) => `${folder}/`.startsWith(`${one}/`)) ?? folder;
  const place = folder.slice(top.length + 1);
  return place.split('/').some((part) => part.startsWith('.')) ? '' : place;
}

function commonFolder(left: string, right: string): string {
  const [one, other] = [left.split('/'), right.split('/')];
  const end = one.findIndex((part, place) => part !== other[place]);
  return (end === -1 ? one : one.slice(0, end)).join('/');
}

function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/\/+$/u, '');
}

import { isDependencyPath } from '../../sessions/dependency-path.ts';
import type { Danger } from '../permission/danger.ts';
import { runsCode } from '../permission/runs-code.ts';
import { isSecretFile } from '../permission/secret-files.ts';
import type { ToolContext } from './tool.ts';
import type { Place } from './workspace-port.ts';

export interface LocatedPath {
  readonly place: Place;
  readonly dangers: readonly Danger[];
  /** What is read there: other people's words, or the workspace's own. */
  readonly origin: 'tool' | 'external';
}

/** Where a path of a tool's input lies, and why a person must be asked before it is touched. */
export async function locatePath(path: string, { workspace }: Pick<ToolContext, 'workspace'>): Promise<LocatedPath> {
  const place = await workspace.locate(path);
  const dangers: Danger[] = [];
  if (!place.isInside) dangers.push({ kind: 'outside-workspace', what: place.path });
  // A harmless name may be a link to a secret, and the other way round.
  if (isSecretFile(place.path) || isSecretFile(path)) dangers.push({ kind: 'secret-file', what: place.path });
  return { place, dangers, origin: isDependencyPath(place.path) ? 'external' : 'tool' };
}

/** The same for a file that is to be written. */
export async function locateEdit(path: string, context: Pick<ToolContext, 'workspace'>): Promise<LocatedPath> {
  const located = await locatePath(path, context);
  const { place, dangers } = located;
  // The link that was named counts as well as where it leads.
  if (!runsCode(place.path) && !runsCode(path)) return located;
  return { ...located, dangers: [...dangers, { kind: 'runs-code', what: place.path }] };
}

import { USER_MOUNT } from '../../core/joined/mount.ts';

/** What a person calls the store whose memories stand at `at`; `own` is the one of the first folder, at an empty path. */
export function describeMount(at: string): string {
  if (at === '') return 'This workspace';
  return at === USER_MOUNT ? 'All your workspaces' : `The folder ${at.slice('/@'.length)}`;
}

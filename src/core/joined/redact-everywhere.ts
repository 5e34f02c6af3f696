import type { RedactionOutcome } from '../journal/decide-redaction.ts';
import type { JoinedStores } from './joined-stores.ts';

/** Redacts a version in every store that the memory has stood in: one that was moved left its history behind. */
export async function redactEverywhere(
  stores: JoinedStores,
  memory: string,
  version: string | 'all',
  reason: string,
): Promise<RedactionOutcome> {
  const outcomes: RedactionOutcome[] = [];
  for (const { store } of await stores.all()) {
    const versions = await store.versions(memory);
    if (!versions.some(({ id, content }) => content !== null && (version === 'all' || id === version))) continue;
    outcomes.push(await store.redactVersion(memory, version, reason));
  }
  if (outcomes.length === 0) return await stores.own.store.redactVersion(memory, version, reason);
  const done = outcomes.flatMap((outcome) => (outcome.kind === 'redacted' ? [outcome] : []));
  return (
    outcomes.find(({ kind }) => kind === 'invalid') ?? {
      kind: 'redacted',
      versions: done.reduce((sum, { versions }) => sum + versions, 0),
      memories: done.flatMap(({ memories }) => memories),
      sessions: done.flatMap(({ sessions }) => sessions),
    }
  );
}

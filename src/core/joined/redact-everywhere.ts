import type { RedactionOptions } from '../dreamwright.ts';
import type { RedactionOutcome } from '../journal/decide-redaction.ts';
import type { QuotedTexts } from '../journal/find-quotes.ts';
import type { MemoryVersion } from '../memory/version.ts';
import type { JoinedStore, JoinedStores } from './joined-stores.ts';

export interface AskedRedaction {
  readonly memory: string;
  readonly version: string | 'all';
  readonly reason: string;
  readonly options: RedactionOptions;
}

interface Holding {
  readonly joined: JoinedStore;
  readonly versions: readonly MemoryVersion[];
}

/**
 * Redacts a version in every store that the memory has stood in, as one that was moved left its history behind, and what
 * the sessions of the others say again of it: a person's own memories are shown in the chats of every workspace.
 */
export async function redactEverywhere(stores: JoinedStores, asked: AskedRedaction): Promise<RedactionOutcome> {
  const { memory, version, reason, options } = asked;
  const all = await stores.each(
    async (joined): Promise<Holding> => ({ joined, versions: await joined.store.versions(memory) }),
  );
  const isAsked = ({ id, content }: MemoryVersion): boolean =>
    content !== null && (version === 'all' || id === version);
  const holding = all.filter(({ versions }) => versions.some(isAsked));
  if (holding.length === 0) return await stores.own.store.redactVersion(memory, version, reason, options);
  const texts = textsOf(all, isAsked);
  const masked: string[] = [];
  const sessions: string[] = [];
  for (const one of all.filter((other) => !holding.includes(other))) {
    const masking = await one.joined.store.maskWords({ memory, texts, reason }, options);
    masked.push(...masking.masked);
    sessions.push(...masking.sessions);
  }
  // Last, so that after any trouble the same can be asked again.
  const outcomes: RedactionOutcome[] = [];
  for (const { joined } of holding) outcomes.push(await joined.store.redactVersion(memory, version, reason, options));
  const refused = outcomes.find(({ kind }) => kind === 'invalid');
  if (refused !== undefined) return refused;
  const done = outcomes.flatMap((outcome) => (outcome.kind === 'redacted' ? [outcome] : []));
  return {
    kind: 'redacted',
    versions: done.reduce((sum, { versions }) => sum + versions, 0),
    memories: done.flatMap(({ memories }) => memories),
    masked: [...new Set([...done.flatMap((outcome) => outcome.masked), ...masked])],
    sessions: [...new Set([...done.flatMap((outcome) => outcome.sessions), ...sessions])],
  };
}

/** What goes and what stays, with the paths that each store is known by in the chats of the others. */
function textsOf(all: readonly Holding[], isAsked: (version: MemoryVersion) => boolean): QuotedTexts {
  const contents = (versions: readonly MemoryVersion[]) => versions.flatMap(({ content }) => content ?? []);
  const going = all.flatMap(({ joined, versions }) =>
    contents(versions.filter(isAsked)).map(({ text, path }) => ({ text, path: `${joined.at}${path}` })),
  );
  const staying = all.flatMap(({ joined, versions }) =>
    contents(versions.filter((one) => !isAsked(one))).map(({ text, path }) => ({ text, path: `${joined.at}${path}` })),
  );
  const stayingPaths = new Set(staying.map(({ path }) => path));
  const stayingTexts = new Set(staying.map(({ text }) => text));
  return {
    hidden: [...new Set(going.map(({ text }) => text))].filter((text) => !stayingTexts.has(text)),
    kept: [...stayingTexts],
    paths: [...new Set(going.map(({ path }) => path))].filter((path) => !stayingPaths.has(path)),
  };
}

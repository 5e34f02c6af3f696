import type { Evidence } from '../../../evidence.ts';
import { isCurrent, linksTo, type Memory } from '../../../memory/memory.ts';
import { inSlices } from '../../../search/slices.ts';
import { isAccount } from '../../dates.ts';
import type { Observation, Tidying } from '../../finding.ts';
import { linkName } from '../../proposal-links.ts';
import { contentId } from '../content-id.ts';
import { contentTerms, overlap } from '../terms/terms.ts';
import type { CoUse } from './co-use.ts';
import { type Agreement, findAgreements } from './find-agreements.ts';
import { findThemes, type Theme } from './find-themes.ts';

/** A change of order with the memory that it is about, before it becomes a finding. */
interface Untidy {
  readonly memory: Memory;
  readonly tidying: Tidying;
  readonly why: string;
  /** What beside the memory's own evidence shows it. */
  readonly evidence?: readonly Evidence[];
}

/** A store with fewer entries is seen at a glance and needs no folders. */
const WORTH_FOLDERS = 12;
/** Of larger stores the newest entries are grouped: the older ones were placed by earlier dreams. */
const MOST_GROUPED = 2_000;
/** Folders that name a kind and no theme. */
const GENERIC = /^\/(?:(?:notes|facts|preferences|corrections|decisions|misc|general)\/)?[^/]+$/u;
/** At most this many of each kind a dream: order is made in small steps. */
const MOST = 3;
/** A paragraph with fewer words of meaning belongs to the one before it. */
const OWN_MEANING = 5;
/** Paragraphs that share less than this have nothing to do with each other. */
const UNRELATED = 0.05;

interface TidyInput {
  readonly memories: readonly Memory[];
  readonly coUses: readonly CoUse[];
  /** Names what of the sessions counts once. */
  groupOf(session: string): string;
  /** Names of the links that a person was asked about before. */
  readonly askedLinks: ReadonlySet<string>;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/** What would put the store in better order: folders by theme, memories of two things apart, links that lead somewhere. */
export async function findTidyings({
  memories,
  coUses,
  groupOf,
  askedLinks,
  now,
  signal,
}: TidyInput): Promise<readonly Observation[]> {
  const at = now.toISOString();
  const current = memories.filter((memory) => isCurrent(memory, at) && memory.supersededBy === null);
  const newest = current
    .toSorted((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt > b.createdAt ? -1 : 1))
    .slice(0, MOST_GROUPED);
  const themes = current.length < WORTH_FOLDERS ? [] : await findThemes(newest, signal);
  const splits: Untidy[] = [];
  await inSlices(current, (memory) => {
    signal?.throwIfAborted();
    splits.push(...splitOf(memory));
  });
  const untidy = [
    ...firstUnasked(deadLinks(memories, at), askedLinks),
    ...firstUnasked(namedLinks(current), askedLinks),
    ...firstUnasked(coUsedLinks(current, coUses), askedLinks),
    ...firstUnasked(agreedLinks(await findAgreements(current, groupOf, signal)), askedLinks),
    ...splits.slice(0, MOST),
    ...themes.flatMap(movesOf).slice(0, MOST),
  ];
  return untidy.map((one) => finding(one, now));
}

function finding({ memory, tidying, why, evidence = [] }: Untidy, now: Date): Observation {
  const shown = [...memory.evidence, ...evidence];
  return {
    id: contentId('fnd', now, 'untidy', memory.id, JSON.stringify(tidying)),
    kind: 'inefficiency',
    score: 0.2,
    summary: why,
    evidence: shown,
    sessions: [...new Set(shown.map(({ session }) => session))],
    advice: null,
    tidying,
    origin: memory.origin,
    firstAt: memory.validFrom,
    lastAt: memory.updatedAt,
  };
}

/** What a person declined takes no place of what they have not seen. */
function firstUnasked(untidy: readonly Untidy[], asked: ReadonlySet<string>): readonly Untidy[] {
  const isAsked = ({ tidying }: Untidy): boolean =>
    'link' in tidying && asked.has(linkName(tidying.memory, tidying.link.relation, tidying.link.memory));
  return [...untidy.filter((one) => !isAsked(one)), ...untidy.filter(isAsked)].slice(0, MOST);
}

function deadLinks(memories: readonly Memory[], at: string): readonly Untidy[] {
  const standing = new Map(memories.map((memory) => [memory.id, memory]));
  return memories
    .filter((memory) => isCurrent(memory, at) && !memory.pinned)
    .flatMap((memory) =>
      memory.links.flatMap((link): readonly Untidy[] => {
        const target = standing.get(link.memory);
        // What took the place of an ended memory is still to be found from it.
        if (target !== undefined && (isCurrent(target, at) || target.supersededBy !== null)) return [];
        const why = `${memory.path} points at a memory that ${target === undefined ? 'is gone' : 'no longer holds'}`;
        return [{ memory, why, tidying: { kind: 'unlink', memory: memory.id, link } }];
      }),
    );
}

function namedLinks(current: readonly Memory[]): readonly Untidy[] {
  const byPath = new Map(current.map((memory) => [memory.path, memory]));
  return current
    .filter(({ pinned }) => !pinned)
    .flatMap((memory) => {
      const named = memory.text.match(/(?<![\w.])\/[\p{L}\p{N}_./-]+\.md\b/gu) ?? [];
      return [...new Set(named)].flatMap((path): readonly Untidy[] => {
        const target = byPath.get(path);
        if (target === undefined || target === memory || linksTo(memory, target.id)) return [];
        const link = { relation: 'about', memory: target.id } as const;
        return [{ memory, why: `${memory.path} names ${path}`, tidying: { kind: 'link', memory: memory.id, link } }];
      });
    });
}

function coUsedLinks(current: readonly Memory[], coUses: readonly CoUse[]): readonly Untidy[] {
  const byId = new Map(current.map((memory) => [memory.id, memory]));
  return coUses.flatMap(({ memories, sessions, evidence }): readonly Untidy[] => {
    const [memory, other] = [byId.get(memories[0]), byId.get(memories[1])];
    if (memory === undefined || other === undefined || memory.pinned) return [];
    if (linksTo(memory, other.id) || linksTo(other, memory.id)) return [];
    const why = `${memory.path} and ${other.path} were recalled together in ${sessions.length} independent sessions`;
    const link = { relation: 'co-used', memory: other.id } as const;
    return [{ memory, why, evidence, tidying: { kind: 'link', memory: memory.id, link } }];
  });
}

function agreedLinks(agreements: readonly Agreement[]): readonly Untidy[] {
  return agreements.flatMap(({ memory, supported }): readonly Untidy[] => {
    if (memory.pinned || linksTo(memory, supported.id, 'supports') || linksTo(supported, memory.id, 'supports'))
      return [];
    const why = `${memory.path} says the same as ${supported.path}, from sessions of its own`;
    const link = { relation: 'supports', memory: supported.id } as const;
    return [{ memory, why, evidence: supported.evidence, tidying: { kind: 'link', memory: memory.id, link } }];
  });
}

/** Paragraphs on two things that share no word; what follows on when and why stays with what it follows. */
function splitOf(memory: Memory): readonly Untidy[] {
  if (memory.pinned || memory.evidence.length === 0) return [];
  const blocks: { text: string; terms: Set<string> }[] = [];
  for (const paragraph of memory.text.split(/\n\s*\n/u)) {
    const terms = new Set(contentTerms(paragraph));
    const last = blocks.at(-1);
    if (last === undefined || (terms.size >= OWN_MEANING && !isAccount(paragraph))) {
      blocks.push({ text: paragraph, terms });
    } else {
      last.text += `\n\n${paragraph}`;
      for (const term of terms) last.terms.add(term);
    }
  }
  const [first, ...rest] = blocks;
  if (first === undefined || rest.length === 0 || first.terms.size < OWN_MEANING) return [];
  const apart = rest.filter(({ terms }) => overlap(first.terms, terms) < UNRELATED);
  const kept = [first, ...rest.filter((block) => !apart.includes(block))];
  const isCut =
    apart.length > 0 && kept.every((block) => apart.every(({ terms }) => overlap(block.terms, terms) < UNRELATED));
  if (!isCut) return [];
  const halves = [textOf(kept), textOf(apart)] as const;
  const why = `${memory.path} speaks of two things that have no word in common`;
  return [{ memory, why, tidying: { kind: 'split', memory: memory.id, halves } }];
}

function textOf(blocks: readonly { readonly text: string }[]): string {
  return blocks.map(({ text }) => text).join('\n\n');
}

/** The memories of a theme that lie in folders which name none go where most of the others are, or to a new folder. */
function movesOf({ name, memories }: Theme): readonly Untidy[] {
  const folders = new Map<string, number>();
  for (const { path } of memories) {
    if (!GENERIC.test(path)) folders.set(folderOf(path), (folders.get(folderOf(path)) ?? 0) + 1);
  }
  const [home] = [...folders].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const folder = home !== undefined && home[1] * 2 >= memories.length ? home[0] : name;
  const astray = memories.filter(({ path, pinned }) => GENERIC.test(path) && !pinned && folderOf(path) !== folder);
  if (folders.size > 0 && folder === name) return [];
  return astray.map((memory) => ({
    memory,
    tidying: { kind: 'move', memory: memory.id, folder },
    why: `${memories.length} memories are about ${name}; ${memory.path} is one of them`,
  }));
}

function folderOf(path: string): string {
  return path.slice(1, path.lastIndexOf('/'));
}

import type { Memory } from '../memory/memory.ts';
import { isByHand } from '../sessions/by-hand.ts';
import type { GraphEdge, GraphNode, NodeKind, Relation } from './graph.ts';
import { memoryEdges } from './memory-edges.ts';

/** A memory that was found, and how well. */
export interface Seed {
  readonly id: string;
  readonly path: string;
  readonly score: number;
}

/** A memory near to one that was found. */
export interface Neighbour {
  readonly id: string;
  readonly score: number;
  /** A clause for a person: whose neighbour, and by what. */
  readonly why: string;
}

interface Shared {
  readonly kind: NodeKind;
  readonly name: string;
  readonly members: Set<string>;
}

interface Direct {
  readonly id: string;
  readonly relation: Relation;
  readonly since: string;
}

/** What many memories share tells them apart no more. */
const MOST_MEMBERS = 24;
/** A neighbour by something shared is two steps away, a linked one a single step. */
const STEP = 0.5;
/** How much it says that two memories share something of that kind; what isn't listed says nothing. */
const SHARED_WEIGHT: Readonly<Partial<Record<NodeKind, number>>> = {
  command: 1,
  error: 1,
  file: 1,
  symbol: 0.8,
  session: 0.4,
};
const DIRECT_CLAUSE: Readonly<Record<Relation, string>> = {
  supports: 'linked as support to',
  contradicts: 'linked as contradiction to',
  supersedes: 'replaces or is replaced by',
  'derived-from': 'linked as source to',
  about: 'linked to',
  'co-used': 'used together with',
};

/** Memories joined by what they have to do with, kept beside the search so that a walk takes no query. */
export class MemoryGraph {
  readonly #edges = new Map<string, readonly GraphEdge[]>();
  readonly #shared = new Map<string, Shared>();
  readonly #sharedBy = new Map<string, Shared[]>();
  readonly #direct = new Map<string, Map<string, Direct>>();
  #coUsed: readonly GraphEdge[] = [];

  /** Takes the place of the memory's earlier state; `mentions` where it is known what it names. */
  add(memory: Memory, mentions?: readonly GraphNode[]): void {
    this.remove(memory.id);
    const edges = memoryEdges(memory, mentions);
    this.#edges.set(memory.id, edges);
    for (const edge of edges) this.#join(memory.id, edge);
  }

  remove(id: string): void {
    const edges = this.#edges.get(id);
    if (edges === undefined) return;
    this.#edges.delete(id);
    this.#sharedBy.delete(id);
    for (const edge of edges) this.#part(id, edge);
  }

  /** Which memories were recalled together, all there are. */
  setCoUsed(edges: readonly GraphEdge[]): void {
    for (const edge of this.#coUsed) this.#part('', edge);
    this.#coUsed = edges;
    for (const edge of edges) this.#join('', edge);
  }

  /**
   * The neighbours of what was found, each with the share of its seeds' scores that reaches it: less over two steps
   * than over one, and less by what many memories share. `at` is the time (ISO 8601) the answer is for.
   */
  walk(seeds: readonly Seed[], at: string): readonly Neighbour[] {
    const found = new Map<string, { score: number; best: number; why: string }>();
    const reach = (id: string, seed: Seed, share: number, why: string): void => {
      const score = seed.score * share;
      const earlier = found.get(id) ?? { score: 0, best: 0, why };
      found.set(id, {
        score: earlier.score + score,
        best: Math.max(earlier.best, score),
        why: score > earlier.best ? why : earlier.why,
      });
    };
    for (const seed of seeds) {
      for (const { id, relation, since } of this.#direct.get(seed.id)?.values() ?? []) {
        if (since <= at) reach(id, seed, STEP, `${DIRECT_CLAUSE[relation]} ${seed.path}`);
      }
      for (const { kind, name, members } of this.#sharedBy.get(seed.id) ?? []) {
        const others = members.size - 1;
        if (others === 0 || others > MOST_MEMBERS) continue;
        const share = (STEP * STEP * (SHARED_WEIGHT[kind] ?? 0)) / Math.log2(1 + others);
        const by = kind === 'session' ? 'by the same session' : `by ${kind} \`${name}\``;
        for (const id of members) if (id !== seed.id) reach(id, seed, share, `neighbour of ${seed.path} ${by}`);
      }
    }
    return Array.from(found, ([id, { score, why }]) => ({ id, score, why }));
  }

  #join(owner: string, { from, relation, to, since }: GraphEdge): void {
    if (from.kind === 'memory' && to.kind === 'memory') {
      this.#link(from.name, { id: to.name, relation, since });
      this.#link(to.name, { id: from.name, relation, since });
    } else if (SHARED_WEIGHT[to.kind] !== undefined && !isByHand(to.name)) {
      const key = `${to.kind} ${to.name}`;
      const shared = this.#shared.get(key) ?? { ...to, members: new Set() };
      this.#shared.set(key, shared);
      shared.members.add(owner);
      const list = this.#sharedBy.get(owner);
      if (list === undefined) this.#sharedBy.set(owner, [shared]);
      else list.push(shared);
    }
  }

  #part(owner: string, { from, relation, to }: GraphEdge): void {
    if (from.kind === 'memory' && to.kind === 'memory') {
      this.#direct.get(from.name)?.delete(`${relation} ${to.name}`);
      this.#direct.get(to.name)?.delete(`${relation} ${from.name}`);
      return;
    }
    const key = `${to.kind} ${to.name}`;
    const members = this.#shared.get(key)?.members;
    members?.delete(owner);
    if (members?.size === 0) this.#shared.delete(key);
  }

  #link(from: string, direct: Direct): void {
    const key = `${direct.relation} ${direct.id}`;
    const links = this.#direct.get(from) ?? new Map<string, Direct>();
    this.#direct.set(from, links);
    if (!links.has(key)) links.set(key, direct);
  }
}

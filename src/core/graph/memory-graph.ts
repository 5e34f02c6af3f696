import type { Memory } from '../memory/memory.ts';
import type { KeptTerms } from '../search/words/kept-index.ts';
import { NamedIndex } from '../search/words/named-index.ts';
import { isByHand } from '../sessions/by-hand.ts';
import type { GraphEdge, GraphNode, NodeKind, RelatedSession, Relation } from './graph.ts';
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

interface Direct {
  readonly id: string;
  readonly relation: Relation;
  readonly since: string;
}

/** What a walk asks for on its way. */
export interface GraphSource {
  /** A memory as it was added. */
  memory(id: string): Memory | undefined;
  /** The sessions that edited what a session edited, but for files that more than `most` of them did. */
  relatedSessions(session: string, most: number): readonly RelatedSession[];
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
/** What reaches the memories of other sessions over a file that both edited; `bench:recall` tells what it does. */
const EDITED_SHARE = 0.4;
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
  /** By memory, the other ends of its edges as terms. */
  #nodes: NamedIndex;
  readonly #source: GraphSource;
  /** By session, those asked for since events were last read. */
  readonly #related = new Map<string, readonly RelatedSession[]>();
  readonly #edges = new Map<string, readonly GraphEdge[]>();
  #coUsed: ReadonlyMap<string, readonly Direct[]> = new Map();

  /** Goes on from what {@link keep} gave. */
  constructor(source: GraphSource, kept?: KeptTerms) {
    this.#source = source;
    this.#nodes = new NamedIndex(kept);
  }

  /** Takes the place of the memory's earlier state. */
  add(memory: Memory): void {
    const edges = memoryEdges(memory);
    this.#edges.set(memory.id, edges);
    this.#nodes.add(memory.id, [...new Set(edges.map((edge) => termOf(otherEnd(edge, memory.id))))]);
  }

  remove(id: string): void {
    this.#edges.delete(id);
    this.#nodes.remove(id);
  }

  keep(): KeptTerms {
    return this.#nodes.keep();
  }

  /** Which memories were recalled together, all there are; for each time that there are new events. */
  setCoUsed(edges: readonly GraphEdge[]): void {
    const coUsed = new Map<string, Direct[]>();
    const link = (from: GraphNode, to: GraphNode, since: string): void => {
      const direct: Direct = { id: to.name, relation: 'co-used', since };
      const known = coUsed.get(from.name);
      if (known === undefined) coUsed.set(from.name, [direct]);
      else known.push(direct);
    };
    for (const { from, to, since } of edges) {
      link(from, to, since);
      link(to, from, since);
    }
    this.#coUsed = coUsed;
    this.#related.clear();
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
      for (const { id, relation, since } of this.#direct(seed.id)) {
        if (since <= at) reach(id, seed, STEP, `${DIRECT_CLAUSE[relation]} ${seed.path}`);
      }
      for (const node of this.#edgesOf(seed.id).map((edge) => otherEnd(edge, seed.id))) {
        const weight = SHARED_WEIGHT[node.kind];
        const others = this.#nodes.index.documentFrequency(termOf(node)) - 1;
        if (weight === undefined || isByHand(node.name) || others < 1 || others > MOST_MEMBERS) continue;
        const share = (STEP * STEP * weight) / Math.log2(1 + others);
        const by = node.kind === 'session' ? 'by the same session' : `by ${node.kind} \`${node.name}\``;
        for (const id of this.#membersOf(node)) {
          if (id !== seed.id) reach(id, seed, share, `neighbour of ${seed.path} ${by}`);
        }
      }
      for (const [file, members] of this.#byEdits(seed.id, at)) {
        const share = EDITED_SHARE / Math.log2(1 + members.size);
        for (const id of members) reach(id, seed, share, `neighbour of ${seed.path} by work on \`${file}\``);
      }
    }
    return Array.from(found, ([id, { score, why }]) => ({ id, score, why }));
  }

  /** What is a single step away, each once in each relation. */
  #direct(id: string): readonly Direct[] {
    const links = [id, ...this.#membersOf({ kind: 'memory', name: id })].flatMap((owner) =>
      this.#edgesOf(owner)
        .filter(
          ({ from, to }) => from.kind === 'memory' && to.kind === 'memory' && (from.name === id || to.name === id),
        )
        .map((edge): Direct => ({ id: otherEnd(edge, id).name, relation: edge.relation, since: edge.since })),
    );
    const once = new Map<string, Direct>();
    for (const direct of [...links, ...(this.#coUsed.get(id) ?? [])]) {
      const key = `${direct.relation} ${direct.id}`;
      if (!once.has(key)) once.set(key, direct);
    }
    return [...once.values()];
  }

  /** Memories that rest on sessions which edited the files that a memory's sessions edited, by file. */
  #byEdits(id: string, at: string): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    const own = new Set(this.#sessionsOf(id));
    for (const session of own) {
      for (const { session: other, file, since } of this.#relatedTo(session)) {
        if (own.has(other) || since > at) continue;
        const members = found.get(file) ?? new Set();
        for (const member of this.#membersOf({ kind: 'session', name: other })) if (member !== id) members.add(member);
        if (members.size > 0) found.set(file, members);
      }
    }
    for (const [file, { size }] of found) if (size > MOST_MEMBERS) found.delete(file);
    return found;
  }

  #sessionsOf(id: string): readonly string[] {
    return this.#edgesOf(id).flatMap(({ to }) => (to.kind === 'session' && !isByHand(to.name) ? [to.name] : []));
  }

  #relatedTo(session: string): readonly RelatedSession[] {
    const known = this.#related.get(session);
    if (known !== undefined) return known;
    const related = this.#source.relatedSessions(session, MOST_MEMBERS);
    this.#related.set(session, related);
    return related;
  }

  #membersOf(node: GraphNode): readonly string[] {
    const members: string[] = [];
    this.#nodes.index.visit(termOf(node), (document) => {
      const name = this.#nodes.nameOf(document);
      if (name !== undefined) members.push(name);
    });
    return members;
  }

  #edgesOf(id: string): readonly GraphEdge[] {
    const known = this.#edges.get(id);
    if (known !== undefined) return known;
    const memory = this.#source.memory(id);
    const edges = memory === undefined ? [] : memoryEdges(memory);
    this.#edges.set(id, edges);
    return edges;
  }
}

function otherEnd({ from, to }: GraphEdge, id: string): GraphNode {
  return from.kind === 'memory' && from.name === id ? to : from;
}

function termOf({ kind, name }: GraphNode): string {
  return `${kind} ${name}`;
}

export type NodeKind = 'memory' | 'session' | 'file' | 'symbol' | 'command' | 'error' | 'agent';

/** Something that memories and sessions have to do with each other; a memory or session by its id. */
export interface GraphNode {
  readonly kind: NodeKind;
  readonly name: string;
}

export type Relation = 'supports' | 'contradicts' | 'supersedes' | 'derived-from' | 'about' | 'co-used';

/** A session that edited a file which another one edits too, and since when both did (ISO 8601). */
export interface RelatedSession {
  readonly session: string;
  readonly file: string;
  readonly since: string;
}

/** That one thing has to do with another, and from when to when (ISO 8601); `until` is null while it holds. */
export interface GraphEdge {
  readonly from: GraphNode;
  readonly relation: Relation;
  readonly to: GraphNode;
  readonly since: string;
  readonly until: string | null;
}

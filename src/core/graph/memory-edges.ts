import type { Memory } from '../memory/memory.ts';
import { findMentions } from './find-mentions.ts';
import type { GraphEdge, GraphNode } from './graph.ts';

/**
 * Everything that a memory has to do with, and for how long: for as long as the memory holds. */
export function memoryEdges(memory: Memory): readonly GraphEdge[] {
  const from: GraphNode = { kind: 'memory', name: memory.id };
  const times = { since: memory.validFrom, until: memory.validTo };
  const to = (relation: GraphEdge['relation'], node: GraphNode): GraphEdge => ({ from, relation, to: node, ...times });
  const sessions = new Set(memory.evidence.map(({ session }) => session));
  return [
    ...Array.from(sessions, (name) => to('derived-from', { kind: 'session', name })),
    ...(memory.origin === 'user' ? [] : [to('derived-from', { kind: 'agent', name: memory.author })]),
    ...findNamed(memory).map((node) => to('about', node)),
    ...memory.links.map(({ relation, memory: name }) => to(relation, { kind: 'memory', name })),
    ...(memory.supersededBy === null
      ? []
      : [
          {
            from: { kind: 'memory', name: memory.supersededBy },
            relation: 'supersedes',
            to: from,
            since: memory.validTo ?? memory.updatedAt,
            until: null,
          } as const,
        ]),
  ];
}

function findNamed(memory: Memory): readonly GraphNode[] {
  const mentions = findMentions(memory.text);
  const named = new Set(mentions.map(({ name }) => name));
  const cited = [...new Set(memory.citations.map(({ file }) => file))].filter((file) => !named.has(file));
  return [...mentions, ...cited.map((name): GraphNode => ({ kind: 'file', name }))];
}

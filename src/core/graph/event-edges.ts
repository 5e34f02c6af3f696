import type { SessionEvent } from '../sessions/event.ts';
import { editedFiles, shellLine } from '../sessions/tool-input.ts';
import { commandsIn, fileName } from './find-mentions.ts';
import type { GraphEdge, GraphNode } from './graph.ts';

/** Of memories recalled together, the first few pairs say enough. */
const MOST_TOGETHER = 6;

/** What an event adds to the graph: the commands and files of its session, its agent, memories used together. */
export function eventEdges(event: SessionEvent): readonly GraphEdge[] {
  const session: GraphNode = { kind: 'session', name: event.session };
  const edge = (from: GraphNode, relation: GraphEdge['relation'], to: GraphNode): GraphEdge => ({
    from,
    relation,
    to,
    since: event.at,
    until: null,
  });
  switch (event.type) {
    case 'tool_call': {
      const lines = shellLine(event)?.split('\n') ?? [];
      const commands = lines.flatMap((line) => commandsIn(line.trim()));
      return [
        ...commands.map((name) => edge(session, 'about', { kind: 'command', name })),
        ...editedFiles(event).map((file) => edge(session, 'about', { kind: 'file', name: fileName(file) })),
        edge(session, 'derived-from', { kind: 'agent', name: event.agent }),
      ];
    }
    case 'recall':
      return pairs(event.memories.slice(0, MOST_TOGETHER)).map(([left, right]) =>
        edge({ kind: 'memory', name: left }, 'co-used', { kind: 'memory', name: right }),
      );
    case 'user':
    case 'assistant':
    case 'tool_result':
    case 'outcome':
    case 'feedback':
    case 'other':
      return [];
  }
}

/** Each pair once, in one order whichever was named first. */
function pairs(ids: readonly string[]): readonly (readonly [string, string])[] {
  const sorted = [...new Set(ids)].toSorted();
  return sorted.flatMap((left, place) => sorted.slice(place + 1).map((right) => [left, right] as const));
}

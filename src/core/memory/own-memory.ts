import type { Memory } from './memory.ts';

const FOLDER = '/agents/';

/** Where an agent keeps what is for itself alone. */
export function ownFolder(agent: string): string {
  return `${FOLDER}${agent}/`;
}

/** The agent to whom a path belongs; null for what all share. */
export function ownerOfPath(path: string): string | null {
  return /^\/agents\/([^/]+)\/./u.exec(path)?.[1] ?? null;
}

/** Whether an agent reads the memory: its own and what is shared, never what others keep for themselves. */
export function isReadBy({ scope, path, author }: Memory, agent: string | undefined): boolean {
  return scope !== 'agent' || agent === undefined || (ownerOfPath(path) ?? author) === agent;
}

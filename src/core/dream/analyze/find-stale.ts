import type { Memory } from '../../memory/memory.ts';
import type { StaleMemory } from '../finding.ts';
import { checkCitation, type WorkspaceFacts } from '../workspace-facts.ts';
import { contentId } from './content-id.ts';
import { type RuleLookup, ruleLookup } from './rule-lines.ts';

/** Memories that the workspace has left behind: lines they cite, scripts they name, rules that say it already. */
export function findStale(memories: readonly Memory[], workspace: WorkspaceFacts, now: Date): readonly StaleMemory[] {
  const saidIn = ruleLookup(workspace.rules);
  const declared = new Set(workspace.commands.map(({ command }) => command));
  return memories
    .filter((memory) => memory.validTo === null && !memory.pinned)
    .flatMap((memory) => {
      const why = whyStale(memory, workspace, { saidIn, declared });
      return why === null ? [] : [finding(memory, why, now)];
    });
}

function whyStale(
  memory: Memory,
  workspace: WorkspaceFacts,
  { saidIn, declared }: { readonly saidIn: RuleLookup; readonly declared: ReadonlySet<string> },
): string | null {
  const checked = memory.citations.filter(({ file }) => workspace.cited.has(file));
  if (checked.length > 0 && checked.length === memory.citations.length) {
    const broken = checked.filter(
      (citation) => checkCitation(citation, workspace.cited.get(citation.file) ?? null) !== 'holds',
    );
    const [first] = broken;
    if (first !== undefined && broken.length === checked.length) {
      return workspace.cited.get(first.file) === null
        ? `${first.file} is gone`
        : `the cited lines of ${first.file} have changed`;
    }
  }
  const gone = undeclaredCommand(memory.text, declared);
  if (gone !== null) return `\`${gone}\` is no longer declared in the workspace`;
  const instruction = memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
  const file = saidIn(instruction);
  return file === null ? null : `${file} says it already`;
}

/** A script that the memory names of a runner whose other scripts the workspace declares. */
function undeclaredCommand(text: string, declared: ReadonlySet<string>): string | null {
  for (const match of text.matchAll(
    /`((mise run|npm run|pnpm run|yarn run|bun run|make|just|deno task) ([\w:.-]+))[^`]*`/gu,
  )) {
    const [, command = '', runner = ''] = match;
    const hasRunner = [...declared].some((other) => other.startsWith(`${runner} `));
    if (hasRunner && !declared.has(command)) return command;
  }
  return null;
}

function finding(memory: Memory, why: string, now: Date): StaleMemory {
  return {
    id: contentId('fnd', now, 'stale', memory.id),
    kind: 'stale',
    score: 0.5,
    summary: `${memory.path} no longer holds: ${why}`,
    evidence: memory.evidence,
    sessions: [...new Set(memory.evidence.map(({ session }) => session))],
    memory: memory.id,
    why,
  };
}

import { assertNever } from '../../core/assert-never.ts';
import type { Proposal } from '../../core/dream/proposal.ts';
import { mainChange } from '../../core/dream/review/review-item.ts';
import type { MemoryChange } from '../../core/memory/change.ts';
import { hasEnded, type Memory } from '../../core/memory/memory.ts';

/** Both sides of a proposal's diff. */
export interface DiffSides {
  readonly now: string;
  readonly proposed: string;
  /** The proposed text alone, as Edit shows it; null where there is no single text to edit. */
  readonly editable: string | null;
}

/**
 * A proposal as two documents. What the texts alone would not show (a new path, scope, kind, tags or links, or
 * more than one memory) stands above them, so that nothing is approved unseen.
 */
export function diffSides(proposal: Proposal): DiffSides {
  const before = proposal.changes.flatMap(({ before }) => (before !== null && holds(before) ? [before] : []));
  const after = proposal.changes.flatMap(({ after }) => (after !== null && holds(after) ? [after] : []));
  const shown = shownFields(proposal.changes, { before, after });
  return {
    now: before.map((memory) => section(memory, shown)).join('\n\n'),
    proposed: after.map((memory) => section(memory, shown)).join('\n\n'),
    editable: after.length === 1 ? (mainChange(proposal)?.after?.text ?? null) : null,
  };
}

type Field = 'path' | 'scope' | 'kind' | 'tags' | 'links' | 'pinned';
const FIELDS: readonly Field[] = ['path', 'scope', 'kind', 'tags', 'links', 'pinned'];

function shownFields(
  changes: readonly MemoryChange[],
  sides: { readonly before: readonly Memory[]; readonly after: readonly Memory[] },
): readonly Field[] {
  const changed = FIELDS.filter((field) =>
    changes.some(
      ({ before, after }) =>
        before !== null && after !== null && holds(after) && format(before, field) !== format(after, field),
    ),
  );
  const isSeveral = sides.before.length > 1 || sides.after.length > 1;
  return isSeveral && !changed.includes('path') ? ['path', ...changed] : changed;
}

function section(memory: Memory, fields: readonly Field[]): string {
  if (fields.length === 0) return memory.text;
  return `---\n${fields.map((field) => `${field}: ${format(memory, field)}\n`).join('')}---\n${memory.text}`;
}

function format(memory: Memory, field: Field): string {
  switch (field) {
    case 'tags':
      return memory.tags.join(', ');
    case 'links':
      return memory.links.map((link) => `${link.relation} ${link.memory}`).join(', ');
    case 'path':
    case 'scope':
    case 'kind':
    case 'pinned':
      return String(memory[field]);
    default:
      return assertNever(field);
  }
}

function holds(memory: Memory): boolean {
  return !hasEnded(memory);
}

import { assertNever } from '../../assert-never.ts';
import { collapseWhiteSpace, type Evidence } from '../../evidence.ts';
import type { MemoryChange } from '../../memory/change.ts';
import type { Citation } from '../../memory/citation.ts';
import type { Memory, MemoryKind } from '../../memory/memory.ts';
import type { Origin } from '../../origin.ts';
import { redact } from '../../secrets/redact.ts';
import { contentId } from '../analyze/content-id.ts';
import type { Proposal, ProposalSupport } from '../proposal.ts';
import { proposalBase } from '../propose/creation.ts';
import { memoryOf } from '../propose/draft.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

/** What a checked edit rests on. */
export interface EditGround {
  /** The memories it edits, in its own order. */
  readonly memories: readonly Memory[];
  readonly evidence: readonly Evidence[];
  readonly findings: readonly string[];
  readonly origin: Origin;
  readonly author: string;
  /** ISO 8601. */
  readonly since: string;
  /** Everything that its numbers and names may come from. */
  readonly source: string;
  readonly support: ProposalSupport;
  /** The old text need not go on. */
  readonly replaces: boolean;
}

interface Place {
  readonly dream: string;
  readonly now: Date;
}

const LONGEST_REASON = 400;
const CONFIDENCE: Readonly<Record<Origin, number>> = { user: 0.8, assistant: 0.6, tool: 0.5, external: 0.4 };

/** The exact edit of the memory that a model's checked edit comes to; null when it changes nothing. */
export function proposalOf(edit: ModelEdit, ground: EditGround, { dream, now }: Place): Proposal | null {
  const built = changesOf(edit, ground, { dream, now });
  if (built === null) return null;
  const evidence = ground.evidence.length > 0 ? ground.evidence : ground.memories.flatMap((memory) => memory.evidence);
  return {
    ...proposalBase(edit.operation, built.path, { dream, now, taken: new Set() }),
    changes: built.changes,
    reason: redact(collapseWhiteSpace(edit.reason)).text.slice(0, LONGEST_REASON),
    evidence,
    origin: ground.origin,
    support: ground.support,
    findings: ground.findings,
  };
}

interface Built {
  readonly path: string;
  readonly changes: readonly MemoryChange[];
}

function changesOf(edit: ModelEdit, ground: EditGround, place: Place): Built | null {
  const at = place.now.toISOString();
  const [memory, other] = ground.memories;
  if (edit.operation === 'create') return { path: edit.path, changes: [created(edit, ground, place)] };
  if (memory === undefined) return null;
  const changed = (after: Partial<Memory>): MemoryChange => ({
    id: memory.id,
    before: memory,
    after: { ...memory, ...after, updatedAt: at },
  });
  switch (edit.operation) {
    case 'update': {
      const text = clean(edit.text);
      if (text === memory.text) return null;
      const after = { text, evidence: joined(memory.evidence, ground.evidence), origin: ground.origin };
      return { path: memory.path, changes: [changed(after)] };
    }
    case 'merge': {
      const others = ground.memories.slice(1);
      if (others.length === 0) return null;
      const all = ground.memories;
      const after = {
        text: clean(edit.text),
        evidence: all.map((one) => one.evidence).reduce(joined),
        citations: all.map((one) => one.citations).reduce(joinedCitations),
        links: all.flatMap((one) => one.links),
        tags: [...new Set(all.flatMap((one) => one.tags))],
        origin: ground.origin,
        confidence: Math.max(...all.map((one) => one.confidence)),
        validFrom: all.map((one) => one.validFrom).sort()[0] ?? memory.validFrom,
      };
      return { path: memory.path, changes: [changed(after), ...others.map((one) => ended(one, memory.id, at))] };
    }
    case 'supersede': {
      const next = created(edit, ground, place);
      return { path: edit.path, changes: [ended(memory, next.id, at), next] };
    }
    case 'move':
      return { path: edit.path, changes: [changed({ path: edit.path })] };
    case 'split': {
      if (edit.parts.length < 2) return null;
      const parts = edit.parts.map((part) =>
        created({ ...part, kind: memory.kind }, partGround(ground, memory), place),
      );
      return { path: edit.parts[0]?.path ?? memory.path, changes: [ended(memory, parts[0]?.id ?? null, at), ...parts] };
    }
    case 'prune':
      return { path: memory.path, changes: [{ id: memory.id, before: memory, after: null }] };
    case 'promote':
      return memory.scope === edit.scope ? null : { path: memory.path, changes: [changed({ scope: edit.scope })] };
    case 'link': {
      const link = { relation: edit.relation, memory: other?.id ?? '' };
      const stands = memory.links.some((one) => one.memory === link.memory && one.relation === link.relation);
      return stands || other === undefined
        ? null
        : { path: memory.path, changes: [changed({ links: [...memory.links, link] })] };
    }
    case 'unlink': {
      const links = memory.links.filter((one) => one.memory !== other?.id || one.relation !== edit.relation);
      return links.length === memory.links.length ? null : { path: memory.path, changes: [changed({ links })] };
    }
    default:
      return assertNever(edit);
  }
}

function partGround(ground: EditGround, whole: Memory): EditGround {
  return { ...ground, evidence: joined(whole.evidence, ground.evidence), author: whole.author, since: whole.validFrom };
}

function created(
  { path, text, kind }: { readonly path: string; readonly text: string; readonly kind: MemoryKind },
  ground: EditGround,
  { dream, now }: Place,
): MemoryChange & { readonly after: Memory } {
  const id = contentId('mem', now, dream, path);
  const title = path.slice(path.lastIndexOf('/') + 1);
  const draft = {
    ...ground,
    folder: '',
    title,
    text: clean(text),
    kind,
    tags: [],
    confidence: CONFIDENCE[ground.origin],
    validFrom: ground.since,
    reason: '',
    finding: '',
  };
  const [old] = ground.memories;
  const memory = memoryOf(draft, { id, path, now });
  return { id, before: null, after: old === undefined ? memory : { ...memory, scope: old.scope, tags: old.tags } };
}

function ended(memory: Memory, next: string | null, at: string): MemoryChange {
  const validTo = [at, memory.validFrom].sort().at(-1) ?? at;
  return { id: memory.id, before: memory, after: { ...memory, validTo, supersededBy: next, updatedAt: at } };
}

function clean(text: string): string {
  return redact(text.trim()).text;
}

function joined(left: readonly Evidence[], right: readonly Evidence[]): readonly Evidence[] {
  const known = new Set(left.map(({ session, event }) => `${session}\u0000${event}`));
  return [...left, ...right.filter(({ session, event }) => !known.has(`${session}\u0000${event}`))];
}

function joinedCitations(left: readonly Citation[], right: readonly Citation[]): readonly Citation[] {
  const known = new Set(left.map((citation) => JSON.stringify(citation)));
  return [...left, ...right.filter((citation) => !known.has(JSON.stringify(citation)))];
}

import type { Evidence } from '../../evidence.ts';
import type { Memory } from '../../memory/memory.ts';
import { lowestOrigin, type Origin } from '../../origin.ts';
import type { SessionEvent } from '../../sessions/event.ts';
import type { Finding } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { NO_SUPPORT } from '../propose/draft.ts';
import { newTexts } from './edit-fields.ts';
import type { EditGround } from './edit-proposal.ts';
import { isInTheirWords } from './grounded-text.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

/** What an edit cites, found and verified. */
export interface Cited {
  readonly evidence: readonly Evidence[];
  readonly events: readonly SessionEvent[];
  /** The quotes as whole sentences. */
  readonly sentences: readonly string[];
}

/** What an edit may rest on: its origin, author and support come from what it cites, never from the model. */
export function groundEdit(
  edit: ModelEdit,
  {
    memories,
    findings,
    cited,
    local,
    now,
  }: {
    readonly memories: readonly Memory[];
    readonly findings: readonly Finding[];
    readonly cited: Cited;
    readonly local: readonly Proposal[];
    readonly now: Date;
  },
): EditGround {
  const known = new Set(findings.map(({ id }) => id));
  const carried = local.filter((proposal) => proposal.findings.some((id) => known.has(id)));
  const sessions = new Set(cited.events.map(({ session }) => session));
  // A finding lends its words only to what cites a session that it rests on.
  const lending = new Set(
    findings.filter(({ evidence }) => evidence.some(({ session }) => sessions.has(session))).map(({ id }) => id),
  );
  const lent = carried.filter((proposal) => proposal.findings.some((id) => lending.has(id)));
  const drafts = lent.flatMap(({ changes }) => changes.flatMap(({ after }) => after?.text ?? []));
  const people = cited.events.filter(({ type, origin }) => type === 'user' && origin === 'user');
  const isTheirs =
    people.length > 0 &&
    people.length === cited.events.length &&
    newTexts(edit).every((text) => isInTheirWords(text, cited.sentences));
  const origin: Origin = lowestOrigin([
    ...cited.events.map((event) => event.origin),
    ...memories.map((memory) => memory.origin),
    ...(isTheirs || newTexts(edit).length === 0 ? [] : (['assistant'] as const)),
  ]);
  const dates = cited.events.map(({ at }) => at).sort();
  const authors = new Set(people.map(({ author }) => author ?? 'person'));
  const [author = 'dreamwright'] = authors;
  // What makes an instruction explicit goes with the very words, not with any finding that an edit names.
  const support = isTheirs
    ? carried.find((proposal) => proposal.origin === 'user' && restsOn(proposal, cited.events))?.support
    : undefined;
  return {
    memories,
    evidence: cited.evidence,
    findings: [...known],
    origin,
    author: isTheirs && authors.size === 1 ? author : 'dreamwright',
    since: dates[0] ?? now.toISOString(),
    source: [
      ...cited.evidence.map(({ quote }) => quote),
      ...cited.events.flatMap(({ at, author: by }) => [at.slice(0, 10), by ?? '']),
      ...findings.flatMap(({ id, summary, where }) => (lending.has(id) ? [summary, where ?? ''] : [])),
      ...drafts,
      ...memories.flatMap(({ text, path }) => [text, path]),
      now.toISOString().slice(0, 10),
    ].join('\n'),
    support: {
      ...(support ?? NO_SUPPORT),
      independentSessions: support?.independentSessions ?? new Set(cited.events.map(({ session }) => session)).size,
      isSameAuthor: isTheirs && memories.every((memory) => authors.has(memory.author)),
    },
    replaces: edit.operation === 'supersede' || (edit.operation === 'update' && isTheirs),
  };
}

function restsOn({ evidence }: Proposal, events: readonly SessionEvent[]): boolean {
  return events.every(({ session, id }) => evidence.some((one) => one.session === session && one.event === id));
}

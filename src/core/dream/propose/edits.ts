import { collapseWhiteSpace } from '../../evidence.ts';
import type { Memory } from '../../memory/memory.ts';
import { memoryPath } from '../../memory/memory-path.ts';
import { lowestOrigin } from '../../origin.ts';
import { contentId } from '../analyze/content-id.ts';
import type { Contradiction, DuplicateMemories, StaleMemory } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { creation, type ProposalPlace, proposalBase } from './creation.ts';
import { type MemoryDraftText, memoryOf, NO_SUPPORT } from './draft.ts';
import { draftFromStatement } from './from-statement.ts';
import { joinedCitations, joinedEvidence } from './joined-evidence.ts';
import { instruction } from './same-meaning.ts';

/** The later statement takes the place of the memory that it denies; the old one ends and points at the new one. */
export function supersession(finding: Contradiction, old: Memory, place: ProposalPlace): Proposal | null {
  const draft = draftFromStatement(finding.statement, place.now);
  if (draft === null) return null;
  // What holds for a while ends nothing that holds for good; a person decides how they stand together.
  if (draft.validTo !== undefined || draft.isToCome === true || draft.isPassing === true)
    return creation({ ...draft, reason: finding.summary, support: NO_SUPPORT }, place);
  const path = memoryPath(draft.folder, draft.title, place.taken);
  const id = contentId('mem', place.now, place.dream, path);
  const at = place.now.toISOString();
  const until = [finding.statement.lastAt, at].sort()[0] ?? at;
  const next: Memory = {
    ...memoryOf(draft, { id, path, now: place.now }),
    validFrom: until,
    scope: old.scope,
    tags: [...new Set([...old.tags, ...draft.tags])],
  };
  return {
    ...proposalBase('supersede', path, place),
    changes: [
      {
        id: old.id,
        before: old,
        after: { ...old, validTo: [until, old.validFrom].sort().at(-1) ?? until, supersededBy: id, updatedAt: at },
      },
      { id, before: null, after: next },
    ],
    reason: finding.summary,
    evidence: finding.evidence,
    origin: draft.origin,
    support: { ...draft.support, isSameAuthor: old.author === finding.statement.author },
    findings: [finding.id],
  };
}

/** One memory that keeps every sentence, citation and piece of evidence of both. */
export function merger(finding: DuplicateMemories, kept: Memory, dropped: Memory, place: ProposalPlace): Proposal {
  const at = place.now.toISOString();
  const merged: Memory = {
    ...kept,
    text: joinedText(kept.text, dropped.text),
    tags: [...new Set([...kept.tags, ...dropped.tags])],
    evidence: joinedEvidence(kept.evidence, dropped.evidence),
    citations: joinedCitations(kept.citations, dropped.citations),
    links: [...kept.links, ...dropped.links],
    origin: lowestOrigin([kept.origin, dropped.origin]),
    confidence: Math.max(kept.confidence, dropped.confidence),
    validFrom: [kept.validFrom, dropped.validFrom].sort()[0] ?? kept.validFrom,
    updatedAt: at,
  };
  return {
    ...proposalBase('merge', kept.path, place),
    changes: [
      { id: kept.id, before: kept, after: merged },
      { id: dropped.id, before: dropped, after: { ...dropped, validTo: at, supersededBy: kept.id, updatedAt: at } },
    ],
    reason: finding.summary,
    evidence: merged.evidence,
    origin: merged.origin,
    support: {
      ...NO_SUPPORT,
      independentSessions: new Set(merged.evidence.map(({ session }) => session)).size,
      isSameAuthor: kept.author === dropped.author,
    },
    findings: [finding.id],
  };
}

/** Takes a memory out that the workspace has left behind; a person decides. */
export function pruning(finding: StaleMemory, memory: Memory, place: ProposalPlace): Proposal {
  return {
    ...proposalBase('prune', memory.path, place),
    changes: [{ id: memory.id, before: memory, after: null }],
    reason: finding.summary,
    evidence: memory.evidence,
    origin: memory.origin,
    support: NO_SUPPORT,
    findings: [finding.id],
  };
}

/**
 * The same advice with what has been seen since: the instruction stays word for word, the account of when and how
 * often is renewed. Null when too little is new, or when a person has rewritten the account.
 */
export function renewal(draft: MemoryDraftText, memory: Memory, place: ProposalPlace): Proposal | null {
  const known = new Set(memory.evidence.map(({ session }) => session));
  const added = draft.evidence.filter(({ session }) => !known.has(session));
  const paragraphs = memory.text.split(/\n\s*\n/u);
  const account = draft.text.split(/\n\s*\n/u)[1];
  if (new Set(added.map(({ session }) => session)).size < WORTH_RENEWING) return null;
  if (paragraphs.length !== 2 || account === undefined || memory.author !== draft.author || memory.pinned) return null;
  const evidence = joinedEvidence(memory.evidence, added);
  return {
    ...proposalBase('update', memory.path, place),
    changes: [
      {
        id: memory.id,
        before: memory,
        after: {
          ...memory,
          text: `${instruction(memory.text)}\n\n${account}`,
          evidence,
          origin: lowestOrigin([memory.origin, draft.origin]),
          confidence: Math.max(memory.confidence, draft.confidence),
          updatedAt: place.now.toISOString(),
        },
      },
    ],
    reason: `Seen again since it was remembered: ${draft.reason}`,
    evidence: added,
    origin: lowestOrigin([memory.origin, draft.origin]),
    support: { ...draft.support, isSameAuthor: true },
    findings: [draft.finding],
  };
}

/** Independent sessions that must have been added before a memory's account is renewed. */
const WORTH_RENEWING = 2;

function joinedText(kept: string, dropped: string): string {
  const plain = (sentence: string) =>
    collapseWhiteSpace(sentence)
      .toLowerCase()
      .replace(/[.!?;:,]+$/u, '');
  const said = new Set(sentences(kept).map(plain));
  const added = sentences(dropped).filter((sentence) => !said.has(plain(sentence)));
  return added.length === 0 ? kept : `${kept.trimEnd()}\n\n${added.join(' ')}`;
}

function sentences(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

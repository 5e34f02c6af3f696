import type { DreamRecord } from '../core/dream/dream-record.ts';
import type { Finding } from '../core/dream/finding.ts';
import type { Proposal, ReviewItem } from '../core/dream/proposal.ts';
import { textAfter, textBefore } from '../core/dream/proposal-text.ts';
import type { Evidence } from '../core/evidence.ts';
import { hashText } from '../core/hash-text.ts';
import type { FolderAnswer } from '../core/memory/folder-answers.ts';
import type { Memory } from '../core/memory/memory.ts';
import type { RecallHit } from '../core/memory/recall.ts';
import type { SessionSummary } from '../core/sessions/session.ts';

/* The shapes of the command-line contract: fields may be added, never renamed. */

function evidenceJson(evidence: readonly Evidence[]) {
  return evidence.map(({ session, event, quote }) => ({ session, event, quote }));
}

export function memoryJson(memory: Memory) {
  return {
    id: memory.id,
    path: memory.path,
    kind: memory.kind,
    scope: memory.scope,
    text: memory.text,
    confidence: memory.confidence,
    evidence: evidenceJson(memory.evidence),
    citations: memory.citations,
    valid_from: memory.validFrom,
    valid_to: memory.validTo,
    verify_by: memory.verifyBy ?? null,
    version: hashText(memory.text).slice(0, 12),
    origin: memory.origin,
    author: memory.author,
    pinned: memory.pinned,
    superseded_by: memory.supersededBy,
  };
}

export function proposalJson({ proposal, hash, verdict, state, comment }: ReviewItem) {
  return {
    id: proposal.id,
    hash,
    op: proposal.operation,
    path: proposal.path,
    before: textBefore(proposal),
    after: textAfter(proposal),
    reason: proposal.reason,
    evidence: evidenceJson(proposal.evidence),
    origin: proposal.origin,
    risk: verdict.risk,
    verdict: verdict.verdict,
    rules: verdict.hits.map((hit) => hit.rule),
    state,
    comment,
    dream: proposal.dream,
  };
}

export function folderJson({ summary, score, why }: FolderAnswer) {
  const { path, entries, changed, writtenBy, sentences } = summary;
  return {
    path,
    entries,
    changed,
    written_by: writtenBy,
    sentences: sentences.map(({ text, memories }) => ({ text, paths: memories.map((memory) => memory.path) })),
    score,
    why,
  };
}

export function findingJson(finding: Finding) {
  return {
    id: finding.id,
    kind: finding.kind,
    score: finding.score,
    summary: finding.summary,
    evidence: evidenceJson(finding.evidence),
  };
}

export function dreamJson(dream: DreamRecord) {
  return {
    id: dream.id,
    status: dream.status,
    engine: dream.engine,
    started: dream.started,
    ended: dream.ended,
    sessions: dream.sessions,
    events: dream.events,
    usage: { input_tokens: dream.usage.inputTokens, output_tokens: dream.usage.outputTokens },
    cost: dream.cost,
    trigger: dream.trigger,
    error: dream.error,
    scope: dream.scope ?? null,
    notes: dream.notes ?? [],
    estimate:
      dream.estimate === undefined
        ? null
        : { input_tokens: dream.estimate.inputTokens, cost: dream.estimate.dollars, requests: dream.estimate.requests },
  };
}

export function sessionJson(session: SessionSummary) {
  return {
    session: session.session,
    agent: session.agent,
    format: session.format,
    started: session.started,
    ended: session.ended,
    events: session.events,
    title: session.title,
  };
}

export function hitJson(hit: RecallHit) {
  return {
    kind: hit.kind,
    id: hit.id,
    session: hit.kind === 'event' ? hit.session : null,
    path: hit.kind === 'memory' ? hit.path : null,
    score: hit.score,
    text: hit.text,
    why: hit.why,
  };
}

export function proposalHeadline(proposal: Proposal): string {
  return `${proposal.operation} ${proposal.path}`;
}

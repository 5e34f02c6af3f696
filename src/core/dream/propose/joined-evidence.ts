import type { Evidence } from '../../evidence.ts';
import type { Citation } from '../../memory/citation.ts';

export function joinedEvidence(left: readonly Evidence[], right: readonly Evidence[]): readonly Evidence[] {
  return [...left, ...right].filter(
    (evidence, index, all) =>
      all.findIndex((other) => other.session === evidence.session && other.event === evidence.event) === index,
  );
}

export function joinedCitations(left: readonly Citation[], right: readonly Citation[]): readonly Citation[] {
  return [...left, ...right].filter(
    (citation, index, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(citation)) === index,
  );
}

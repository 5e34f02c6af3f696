import type { FoundIndex, KeptIndex, KeptTerms } from '../../core/search/words/kept-index.ts';
import { type Database, number, text } from '../database/database.ts';
import { type IndexParts, partsOfPostings, putParts, type ReadParts, readParts, readPostings } from './index-parts.ts';

export function putKeptIndex(database: Database, { termsMade, words, nodes }: KeptIndex): number {
  const version = number(database.get('SELECT coalesce(max(row), 0) FROM versions') ?? [], 0);
  const parts = { termsMade, version, ...partsOfTerms('words', words), ...partsOfTerms('nodes', nodes) };
  return putParts(database, 'memory_index', parts);
}

export function readKeptIndex(database: Database): FoundIndex | null {
  const parts = readParts(database, 'memory_index');
  if (parts === null) return null;
  return {
    kept: {
      termsMade: text(parts.row('termsMade'), 1),
      words: readTerms(parts, 'words'),
      nodes: readTerms(parts, 'nodes'),
    },
    version: number(parts.row('version'), 1),
  };
}

function partsOfTerms(prefix: string, { names, postings }: KeptTerms): IndexParts {
  return { [`${prefix}.names`]: JSON.stringify(names), ...partsOfPostings(prefix, postings) };
}

function readTerms(parts: ReadParts, prefix: string): KeptTerms {
  return { names: parts.texts(`${prefix}.names`), postings: readPostings(parts, prefix) };
}

/**
 * Tables that stay when the journal is read anew: they are made from the session files, or cost much to make. Every other
 * table is emptied then, so what it holds must come from the journal, or be made again when it is missing.
 */
export const KEPT_TABLES: readonly string[] = [
  'meta',
  'sessions',
  'events',
  'digests',
  'uses',
  'judgements',
  'outcomes',
  'session_edges',
  'session_folders',
  'vectors',
  'hidden_lines',
];

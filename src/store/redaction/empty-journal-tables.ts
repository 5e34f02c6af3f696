import { type Database, text } from '../database/database.ts';
import { KEPT_TABLES } from '../database/kept-tables.ts';

/** Leaves the database as if the journal had never been read; sessions and caches stay. */
export function emptyJournalTables(database: Database): void {
  const tables = database
    .all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .map((row) => text(row, 0))
    .filter((name) => !KEPT_TABLES.includes(name));
  database.transaction(() => {
    for (const name of tables) database.execute(`DELETE FROM "${name}"`);
    database.run("DELETE FROM meta WHERE key = 'journal'");
  });
}

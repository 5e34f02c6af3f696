import type { Database as SqlDatabase, SqlValue, Statement } from 'sql.js';

export type Row = readonly SqlValue[];

/** A sql.js database with prepared statements kept, rows as arrays in the order of the query's columns. */
export class Database {
  private readonly sql: SqlDatabase;
  private readonly statements = new Map<string, Statement>();

  constructor(sql: SqlDatabase) {
    this.sql = sql;
    // In memory anyway: the rollback journal only has to undo a transaction, never to survive a crash.
    this.sql.run('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;');
  }

  run(query: string, ...parameters: readonly SqlValue[]): void {
    this.prepare(query).run([...parameters]);
  }

  /** The first row, or undefined. */
  get(query: string, ...parameters: readonly SqlValue[]): Row | undefined {
    const statement = this.prepare(query);
    try {
      statement.bind([...parameters]);
      return statement.step() ? statement.get() : undefined;
    } finally {
      statement.reset();
    }
  }

  all(query: string, ...parameters: readonly SqlValue[]): readonly Row[] {
    const statement = this.prepare(query);
    const rows: Row[] = [];
    try {
      statement.bind([...parameters]);
      while (statement.step()) rows.push(statement.get());
    } finally {
      statement.reset();
    }
    return rows;
  }

  /** All of `act` happens or, when it throws, nothing of it. */
  transaction<T>(act: () => T): T {
    this.run('BEGIN');
    try {
      const result = act();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  /** Several statements at once, without parameters: for the schema. */
  execute(script: string): void {
    this.sql.run(script);
  }

  /** The whole database as the bytes of a file. */
  export(): Uint8Array {
    return this.sql.export();
  }

  close(): void {
    this.statements.clear();
    this.sql.close();
  }

  private prepare(query: string): Statement {
    const known = this.statements.get(query);
    if (known !== undefined) return known;
    const statement = this.sql.prepare(query);
    this.statements.set(query, statement);
    return statement;
  }
}

/** A column that holds text; a null or a number is a bug of the query. */
export function text(row: Row, column: number): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

export function number(row: Row, column: number): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}

export function optionalText(row: Row, column: number): string | null {
  return row[column] === null ? null : text(row, column);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import initialize, { type InitSqlJsStatic, type SqlJsStatic } from 'sql.js';

const WASM = 'sql-wasm.wasm';
/** The same SQLite as plain JavaScript, several times slower, for hosts without WebAssembly (`node --jitless`). */
const PLAIN = 'sql-asm-memory-growth.js';

type Options = NonNullable<Parameters<InitSqlJsStatic>[0]> & { readonly useOldExtensionFunctions: boolean };

/** Beside the bundle that this code is part of, or in node_modules when it runs from source. */
function findBeside(name: string): string {
  const here = typeof __dirname === 'string' ? __dirname : process.cwd();
  const places = [join(here, name)];
  for (let folder = here; ; folder = dirname(folder)) {
    places.push(join(folder, 'node_modules', 'sql.js', 'dist', name));
    if (folder === dirname(folder)) break;
  }
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is missing beside ${here}: install Dreamwright again`);
  return found;
}

/** Whether SQLite runs as plain JavaScript here. */
export function isSqlPlain(): boolean {
  return !('WebAssembly' in globalThis);
}

/** A fresh instance of SQLite each time, so that closing a store gives all its memory back. */
export async function loadSql(): Promise<SqlJsStatic> {
  // Function pointers of the old kind need eval, which a strict host forbids.
  const options: Options = { useOldExtensionFunctions: false };
  if (!isSqlPlain()) {
    return await initialize({ ...options, wasmBinary: new Uint8Array(readFileSync(findBeside(WASM))).buffer });
  }
  const plain: { readonly default: InitSqlJsStatic } = await import(pathToFileURL(findBeside(PLAIN)).href);
  return await plain.default(options);
}

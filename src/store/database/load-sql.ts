import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import initialize, { type SqlJsStatic } from 'sql.js';

const WASM = 'sql-wasm.wasm';

/** Beside the bundle that this code is part of, or in node_modules when it runs from source. */
function findWasm(): string {
  const here = typeof __dirname === 'string' ? __dirname : process.cwd();
  const places = [join(here, WASM)];
  for (let folder = here; ; folder = dirname(folder)) {
    places.push(join(folder, 'node_modules', 'sql.js', 'dist', WASM));
    if (folder === dirname(folder)) break;
  }
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${WASM} is missing beside ${here}: install Dreamwright again`);
  return found;
}

/** A fresh instance of SQLite each time, so that closing a store gives all its memory back. */
export async function loadSql(): Promise<SqlJsStatic> {
  const options = {
    wasmBinary: new Uint8Array(readFileSync(findWasm())).buffer,
    // Function pointers of the old kind need eval, which a strict host forbids.
    useOldExtensionFunctions: false,
  };
  return initialize(options);
}

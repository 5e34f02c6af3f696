import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import { runCommandLine } from './cli/run-command-line.ts';
import { loadMeanings } from './embedding/load-meanings.ts';
import { openJoined } from './open-joined.ts';
import { locateBeside } from './store/locate-beside.ts';
import { locateStore } from './store/locate-store.ts';
import { findMovedStore, movedStoreHint } from './store/moved-store.ts';
import { personName } from './workspace/person-name.ts';

const home = process.env['DREAMWRIGHT_HOME'] || homedir();
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
// Whoever reads the output may have had enough of it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void runCommandLine(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  progress: (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  },
  readInput: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
  environment: (name) => process.env[name],
  open: async (store, clock) => {
    const location = locateStore({ argument: store, home });
    const { directory, root, owner } = location;
    const moved = owner === null ? null : findMovedStore(home, owner, directory);
    if (moved !== null) process.stderr.write(`dreamwright: ${movedStoreHint(moved, directory)}\n`);
    // A store that was named stands alone: what it answers depends on nothing else.
    const beside = root === null ? [] : locateBeside({ home, directory, folders: [] });
    return openJoined(location, beside, {
      clock,
      person: await personName(process.cwd()),
      heads: { home, editorKey: null, onNotice: (notice) => void process.stderr.write(`dreamwright: ${notice}\n`) },
      meanings: loadMeanings('complete'),
    });
  },
  signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
});

import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type {
  CommandEnd,
  CommandRequest,
  FileAnswer,
  FileEdit,
  FolderListing,
  Place,
  TextMatch,
  TextQuery,
  TextSearch,
  WorkspacePort,
} from '../../src/core/agent/tools/workspace-port.ts';
import { hashText } from '../../src/core/hash-text.ts';
import { meantPath } from '../../src/editor/agent/place-in-folders.ts';

const MOST_BYTES = 20_000_000;

export interface TemporaryWorkspace extends WorkspacePort {
  readonly root: string;
  write(path: string, text: string): void;
  read(path: string): string | null;
  remove(): void;
}

/** A folder of its own with the given files, behind the port that tools use. */
export function temporaryWorkspace(files: Readonly<Record<string, string>> = {}): TemporaryWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'dreamwright-workspace-')));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(resolve(root, path)), { recursive: true });
    writeFileSync(resolve(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const read = (path: string): string | null => {
    const answer = readFile(root, path);
    return answer.kind === 'file' ? answer.text : null;
  };
  return {
    root,
    write,
    read,
    remove: () => rmSync(root, { recursive: true, force: true }),
    locate: async (path) => locate(root, path),
    readFile: async (path) => readFile(root, path),
    listFolder: async (path) => listFolder(root, path),
    searchText: async (query) => searchText(root, query),
    applyEdit: async ({ path, before, after }: FileEdit) => {
      if (read(path) !== before) return { kind: 'changed-meanwhile' };
      write(path, after);
      return { kind: 'accepted', text: after };
    },
    runCommand: (request, onOutput, signal) => runCommand(root, request, onOutput, signal),
    diagnostics: async () => [],
    gitStates: async () => [],
  };
}

function locate(root: string, path: string): Place {
  const real = realPath(meantPath(path, [{ name: '', path: root }]));
  const within = relative(root, real);
  const isInside = !isAbsolute(within) && within !== '..' && !within.startsWith(`..${sep}`);
  return { path: isInside ? within.replaceAll(sep, '/') || '.' : real, isInside };
}

/** Of a file that is not there yet: its nearest folder's. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), path.slice(dirname(path).length));
  }
}

function readFile(root: string, path: string): FileAnswer {
  const file = resolve(root, path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'missing' };
  if (stats.isDirectory()) return { kind: 'folder' };
  if (stats.size > MOST_BYTES) return { kind: 'too-large', bytes: stats.size };
  const bytes = readFileSync(file);
  if (bytes.includes(0)) return { kind: 'binary', bytes: bytes.length };
  const text = bytes.toString('utf8');
  return { kind: 'file', text, hash: hashText(text) };
}

function listFolder(root: string, path: string): FolderListing {
  const folder = resolve(root, path);
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'missing' };
  if (!stats.isDirectory()) return { kind: 'file' };
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    kind: entry.isSymbolicLink() ? ('link' as const) : entry.isDirectory() ? ('folder' as const) : ('file' as const),
  }));
  return { kind: 'folder', entries };
}

function searchText(root: string, { pattern, path, glob, isCaseSensitive, limit }: TextQuery): TextSearch {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, isCaseSensitive ? 'u' : 'iu');
  } catch (error) {
    return { kind: 'invalid', message: String(error) };
  }
  const from = resolve(root, path);
  const stats = statSync(from, { throwIfNoEntry: false });
  if (stats === undefined) return { kind: 'invalid', message: `There is nothing at ${path}.` };
  const files = stats.isDirectory()
    ? readdirSync(from, { recursive: true, encoding: 'utf8' }).map((name) => join(from, name))
    : [from];
  const named =
    glob === undefined ? null : new RegExp(`^${glob.replace(/[.]/gu, '\\.').replaceAll('*', '[^/]*')}$`, 'u');
  const matches: TextMatch[] = [];
  for (const file of files.toSorted()) {
    const name = relative(root, file).replaceAll(sep, '/');
    if (named !== null && !named.test(name) && !named.test(name.slice(name.lastIndexOf('/') + 1))) continue;
    const answer = readFile(root, name);
    if (answer.kind !== 'file') continue;
    for (const [index, text] of answer.text.split('\n').entries()) {
      if (expression.test(text)) matches.push({ path: name, line: index + 1, text });
    }
  }
  return { kind: 'found', matches: matches.slice(0, limit), isCut: matches.length > limit };
}

function runCommand(
  root: string,
  { command, folder, timeoutSeconds }: CommandRequest,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Promise<CommandEnd> {
  return new Promise((done) => {
    if (signal.aborted) return done({ kind: 'stopped' });
    // In a group of its own, so that all it starts can be ended with it.
    const shell = spawn('/bin/sh', ['-c', command], { cwd: resolve(root, folder), detached: true });
    let end: CommandEnd | null = null;
    const kill = (because: CommandEnd): void => {
      end ??= because;
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => kill({ kind: 'timed-out' }), timeoutSeconds * 1000);
    const stop = (): void => kill({ kind: 'stopped' });
    signal.addEventListener('abort', stop, { once: true });
    shell.stdout.setEncoding('utf8').on('data', onOutput);
    shell.stderr.setEncoding('utf8').on('data', onOutput);
    const ended = (natural: CommandEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      done(end ?? natural);
    };
    shell.on('error', (error) => ended({ kind: 'not-started', message: error.message }));
    shell.on('close', (exitCode) => ended({ kind: 'exited', exitCode }));
  });
}

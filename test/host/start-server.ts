import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { installExtension } from './install-extension.ts';
import type { Host } from './install-host.ts';
import type { MovableClock } from './movable-clock.ts';
import { paths } from './paths.ts';
import { settings } from './settings.ts';
import { killAtExit, temporaryFolder } from './until-exit.ts';

export type ServerOptions = {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Opens folders untrusted, as VS Code does with one it does not know, without asking at the start. */
  readonly isTrustAsked?: boolean;
  /** Has its clock follow that of the test. */
  readonly clock?: MovableClock;
  /** For a suite inside the extension host. Such a server hides notifications, so a person and window tests go without. */
  readonly forSuite?: boolean;
};

export type Server = {
  readonly url: string;
  readonly close: () => Promise<void>;
};

const untrusted = { 'security.workspace.trust.startupPrompt': 'never' } as const;

/** VS Code's server on a free port, with Dreamwright in it and with a home, settings and extensions of its own. */
export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  const home = temporaryFolder();
  const extensions = join(home, 'extensions');
  const chosen = { ...settings, ...(options.isTrustAsked && untrusted), ...options.settings };
  // Settings of machine scope are read from where the extension runs.
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(home, 'data', scope), { recursive: true });
    await writeFile(join(home, 'data', scope, 'settings.json'), JSON.stringify(chosen, null, 2));
  }
  if (!options.forSuite) {
    await installExtension(host, home, extensions);
  }
  const child = spawn(
    process.execPath,
    [
      ...(options.clock ? ['--import', pathToFileURL(join(paths.host, 'clock-ahead.ts')).href] : []),
      host.serverScript,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
      ...(options.isTrustAsked ? [] : ['--disable-workspace-trust']),
      ...['--telemetry-level', 'off'],
      ...['--user-data-dir', join(home, 'data'), '--server-data-dir', join(home, 'server')],
      ...['--extensions-dir', extensions],
      // A built VS Code takes an extension and a suite from the window's address only with this.
      ...(options.forSuite ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      detached: process.platform !== 'win32',
      env: {
        ...inheritedEnvironment(),
        ...{ HOME: home, USERPROFILE: home, ...options.environment },
        ...(options.clock && { CLOCK_AHEAD_FILE: options.clock.file }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const kill = killAtExit(child);
  const closed = once(child, 'close');
  const errors: string[] = [];
  child.stderr.on('data', (data) => errors.push(String(data)));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (found) {
        resolve(found);
      }
    });
    child.once('close', () => reject(new Error(`VS Code's server did not start:\n${errors.join('').slice(-4000)}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      kill();
      await closed;
    },
  };
}

function inheritedEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(npm_|VSCODE_|NODE_OPTIONS$|VITEST|ANTHROPIC_|CLAUDE_|DREAMWRIGHT_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}

import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

/** Where VS Code keeps its ripgrep, newest layout first. */
export function ripgrepCandidates(appRoot: string, platform: string, architecture: string): readonly string[] {
  const name = platform === 'win32' ? 'rg.exe' : 'rg';
  const places = [
    join('@vscode', 'ripgrep-universal', 'bin', `${platform}-${architecture}`),
    join('@vscode', 'ripgrep', 'bin'),
  ];
  return ['node_modules', 'node_modules.asar.unpacked'].flatMap((modules) =>
    places.map((place) => join(appRoot, modules, place, name)),
  );
}

/** Null where this build of VS Code has none that runs here. */
export async function findRipgrep(appRoot: string): Promise<string | null> {
  for (const candidate of ripgrepCandidates(appRoot, process.platform, process.arch)) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this layout.
    }
  }
  return null;
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../src');

interface SourceFile {
  /** Relative to src, with forward slashes. */
  readonly name: string;
  readonly text: string;
  /** What it imports: a package's name, or a file relative to src. */
  readonly imports: readonly string[];
  /** Without `import type`, which the compiler erases. */
  readonly runtimeImports: readonly string[];
}

function importsOf(name: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)].map(([, specifier = '']) => specifier);
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? relative(SOURCE, resolve(SOURCE, dirname(name), specifier)).replaceAll('\\', '/')
      : specifier,
  );
}

const files: readonly SourceFile[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => name.replaceAll('\\', '/'))
  .map((name) => {
    const text = readFileSync(join(SOURCE, name), 'utf8');
    return {
      name,
      text,
      imports: importsOf(name, text),
      runtimeImports: importsOf(name, text.replaceAll(/import type [^;]+;/gu, '')),
    };
  });

function offenders(
  isWatched: (name: string) => boolean,
  isForbidden: (imported: string) => boolean,
): readonly string[] {
  return files
    .filter(({ name }) => isWatched(name))
    .flatMap(({ name, imports }) => imports.filter(isForbidden).map((imported) => `${name} imports ${imported}`));
}

describe('architecture', () => {
  it('lets only the editor folder and extension.ts import vscode', () => {
    expect(
      offenders(
        (name) => !name.startsWith('editor/') && name !== 'extension.ts',
        (imported) => imported === 'vscode',
      ),
    ).toEqual([]);
  });

  it('keeps the core free of every outer folder', () => {
    const outer =
      /^(store|models|importers|editor|webview|cli|protocol)\/|^(extension|worker|cli|protocol|open-dreamwright)\.ts$/u;
    expect(
      offenders(
        (name) => name.startsWith('core/'),
        (imported) => outer.test(imported),
      ),
    ).toEqual([]);
  });

  it('lets the webview import only the message protocol, packages and itself', () => {
    const isOwn = (imported: string): boolean =>
      imported.startsWith('webview/') ||
      imported === 'protocol.ts' ||
      imported.startsWith('protocol/') ||
      !/\.tsx?$|^(core|store|models|importers|editor)\//u.test(imported);
    expect(
      offenders(
        (name) => name.startsWith('webview/'),
        (imported) => !isOwn(imported),
      ),
    ).toEqual([]);
  });

  it('keeps store, models and importers apart: they know the core and nothing of each other', () => {
    const apart = ['store', 'models', 'importers'];
    for (const folder of apart) {
      const others = [...apart.filter((other) => other !== folder), 'editor', 'webview', 'cli'];
      const isForbidden = (imported: string): boolean => others.some((other) => imported.startsWith(`${other}/`));
      expect(offenders((name) => name.startsWith(`${folder}/`), isForbidden)).toEqual([]);
    }
  });

  it('has no import cycle', () => {
    const graph = new Map(
      files.map(({ name, runtimeImports }) => [name, runtimeImports.filter((imported) => /\.tsx?$/u.test(imported))]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (name: string, trail: readonly string[]): void => {
      if (trail.includes(name)) {
        cycles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
        return;
      }
      if (done.has(name)) return;
      for (const imported of graph.get(name) ?? []) visit(imported, [...trail, name]);
      done.add(name);
    };
    for (const name of graph.keys()) visit(name, []);
    expect(cycles).toEqual([]);
  });

  it('keeps every file under 300 lines', () => {
    const long = files
      .map(({ name, text }) => `${name} ${text.trimEnd().split('\n').length}`)
      .filter((entry) => Number(entry.split(' ')[1]) > 300);
    expect(long).toEqual([]);
  });
});

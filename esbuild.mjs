// Bundles the extension, its worker, the command line and the webview into dist/.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { copyModel } from './src/embedding/copy-model.mjs';

const isProduction = process.argv.includes('--production');
const shared = {
  bundle: true,
  minify: isProduction,
  sourcemap: !isProduction,
  logLevel: 'warning',
  legalComments: 'none',
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };

// Two thirds of the extension would be the SDK; it has a file of its own that is read when a model is first needed.
const claudeApart = {
  name: 'claude-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/models\/(?:claude|claude-dream-model|hosted-dreams)\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './claude.js', external: true } : undefined,
    );
  },
};

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

await Promise.all([
  build({
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [claudeApart],
  }),
  build({
    ...node,
    stdin: {
      contents: ['claude', 'claude-dream-model', 'hosted-dreams']
        .map((name) => `export * from './${name}.ts';`)
        .join('\n'),
      resolveDir: 'src/models',
    },
    outfile: 'dist/claude.js',
  }),
  build({ ...node, entryPoints: ['src/worker.ts'], outfile: 'dist/worker.js' }),
  build({ ...node, entryPoints: ['src/embedding-worker.ts'], outfile: 'dist/embedding-worker.js' }),
  build({
    ...node,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [claudeApart],
  }),
  build({
    ...shared,
    platform: 'browser',
    target: 'chrome120',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { chat: 'src/webview/chat/main.tsx' },
    outdir: 'dist/webview',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  }),
]);
try {
  copyModel('dist/model');
} catch (error) {
  console.error(`Build failed: ${error.message}`);
  process.exit(1);
}
copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
// It warns its developers that it is deprecated; who has no WebAssembly can do nothing about that.
const plainSql = readFileSync('node_modules/sql.js/dist/sql-asm-memory-growth.js', 'utf8');
writeFileSync('dist/sql-asm-memory-growth.js', plainSql.replace(/^if \(typeof console [\s\S]*?^\}$/m, ''));
chmodSync('dist/cli.js', 0o755);

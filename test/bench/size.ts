// Sizes of what ships: each bundle, and the VSIX when `npm run package` has made one.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const kilobytes = (path: string): string => `${(statSync(path).size / 1000).toFixed(0)} kB`;

const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:js|css|wasm|ttf)$/u.test(name),
);
for (const file of files.sort()) console.log(`${file.padEnd(24)} ${kilobytes(join('dist', file))}`);
const vsix = 'dist/dreamwright.vsix';
console.log(existsSync(vsix) ? `VSIX                     ${kilobytes(vsix)}` : 'VSIX: run `npm run package` first');

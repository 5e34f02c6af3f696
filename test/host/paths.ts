import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

export const paths = {
  repository: dirname(dirname(here)),
  host: here,
  manifest: join(here, 'vscode'),
  suite: join(here, 'suite'),
  unpacked: join(dirname(dirname(here)), '.vscode-test'),
  sample: join(dirname(here), 'sample'),
  screenshots: join(dirname(here), 'screenshots'),
} as const;

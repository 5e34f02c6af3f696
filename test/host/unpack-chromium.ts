import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { buildFolderOnce } from './build-folder-once.ts';
import type { Browser } from './find-browser.ts';
import type { Host } from './install-host.ts';

/** Chromium with the libraries and fonts that a bare Linux lacks, all from one npm package. */
export async function unpackChromium(host: Host): Promise<Browser> {
  const folder = await buildFolderOnce(join(host.folder, 'chromium'), async (draft) => {
    const manifest = join(host.folder, 'node_modules', '@sparticuz', 'chromium', 'package.json');
    const packed = join(manifest, '..', 'bin');
    const { extract } = await import(pathToFileURL(createRequire(manifest).resolve('tar-fs')).href);
    const unpack = (file: string, into: NodeJS.WritableStream) =>
      pipeline(createReadStream(join(packed, file)), createBrotliDecompress(), into);
    await mkdir(draft, { recursive: true });
    await Promise.all([
      unpack('chromium.br', createWriteStream(join(draft, 'chromium'), { mode: 0o755 })),
      unpack('al2023.tar.br', extract(join(draft, 'al2023'))),
      unpack('fonts.tar.br', extract(join(draft, 'fonts'))),
    ]);
    await writeFile(join(draft, 'fonts', 'fonts.conf'), fontConfiguration);
  });
  return {
    executable: join(folder, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

// The package's own file only knows folders of the cloud it was made for; without a font Chromium aborts.
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

import { spawn } from 'node:child_process';

/** Opens an address in the browser of the person at this machine. False where there is no display to open it on. */
export function openInBrowser(address: string): boolean {
  const command = opener(address);
  if (!command) {
    return false;
  }
  const child = spawn(command[0], command.slice(1), { detached: true, stdio: 'ignore' });
  // The address has been printed; without an opener the person clicks it.
  child.on('error', () => {});
  child.unref();
  return true;
}

function opener(address: string): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') {
    return ['open', address];
  }
  if (process.platform === 'win32') {
    return ['rundll32', 'url.dll,FileProtocolHandler', address];
  }
  if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    return ['xdg-open', address];
  }
  return undefined;
}

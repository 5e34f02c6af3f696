import { readFileSync } from 'node:fs';

// Loaded before VS Code's server by `--import`, and with it into the extension host and its threads: a test that needs half an
// hour to go by writes milliseconds into the file, and the clock is that much ahead from then on.
const file = process.env['CLOCK_AHEAD_FILE'];
const RealDate = Date;
let ahead = 0;
const now = (): number => RealDate.now() + ahead;
if (file !== undefined) {
  setInterval(() => {
    ahead = Number(readFileSync(file, 'utf8'));
  }, 250).unref();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

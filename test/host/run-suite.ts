import { watch } from 'node:fs';
import { join } from 'node:path';
import { bundleSuite } from './bundle-suite.ts';
import { installHost } from './install-host.ts';
import { launchBrowser } from './launch-browser.ts';
import { prepareSample } from './prepare-sample.ts';
import { printReport, readReport } from './report.ts';
import { dreamsOnlyWhenAsked } from './settings.ts';
import { startServer } from './start-server.ts';
import { temporaryFolder } from './until-exit.ts';
import { windowAddress } from './window-address.ts';

// `npm run test:host`, first half: the tests in `suite/`, inside the extension host of VS Code's server build.
const longest = 900_000;
const host = await installHost();
const folder = await prepareSample();
const reports = temporaryFolder();
const report = join(reports, 'report.jsonl');
const suite = await bundleSuite(reports);
const ended = new Promise<void>((resolve) => {
  const timer = setTimeout(resolve, longest);
  const watcher = watch(reports, () => {
    if (readReport(report).at(-1)?.type === 'end') {
      clearTimeout(timer);
      watcher.close();
      resolve();
    }
  });
});
const [server, browser] = await Promise.all([
  startServer(host, { forSuite: true, settings: dreamsOnlyWhenAsked, environment: { HOST_REPORT: report } }),
  launchBrowser(host),
]);
const page = await browser.newPage();
await page.goto(windowAddress(server, { folder, suite }));
await ended;
await browser.close();
await server.close();
process.exit(printReport(readReport(report)) ? 0 : 1);

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.ts';
import { paths } from './paths.ts';
import { prepareSample } from './prepare-sample.ts';
import { printReport, readReport } from './report.ts';
import { dreamsOnlyWhenAsked, settings } from './settings.ts';
import { temporaryFolder } from './until-exit.ts';

// `npm run test:desktop`: the same suite in desktop VS Code, where its download can be reached.
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  console.error('test:desktop needs a display: run it in a desktop session or under xvfb-run.');
  process.exit(1);
}
const reports = temporaryFolder();
const report = join(reports, 'report.jsonl');
let vscodeExecutablePath: string;
try {
  vscodeExecutablePath = await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: paths.unpacked,
    reporter: new SilentReporter(),
  });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    `test:desktop can't run here: VS Code could not be downloaded (${reason}). npm run test:host needs npm only.`,
  );
  process.exit(1);
}
const home = temporaryFolder();
const user = join(home, 'data', 'User');
await mkdir(user, { recursive: true });
await writeFile(join(user, 'settings.json'), JSON.stringify({ ...settings, ...dreamsOnlyWhenAsked }));
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: paths.repository,
    extensionTestsPath: await bundleSuite(reports),
    extensionTestsEnv: { HOST_REPORT: report, HOME: home, USERPROFILE: home },
    launchArgs: [
      await prepareSample(),
      '--disable-extensions',
      '--disable-workspace-trust',
      '--user-data-dir',
      join(home, 'data'),
    ],
  });
} catch (error) {
  if (readReport(report).at(-1)?.type !== 'end') {
    console.error(error instanceof Error ? error.message : String(error));
  }
}
process.exit(printReport(readReport(report)) ? 0 : 1);

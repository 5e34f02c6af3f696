// `npm run bench`: every figure of the README in one run, after one build as it ships.
import { spawnSync } from 'node:child_process';

const BENCHES = [
  'import',
  'dream',
  'write',
  'recall',
  'scale',
  'statements',
  'trust',
  'latency',
  'activation',
  'chat',
  'size',
];

const failed = BENCHES.filter((name) => {
  console.log(`\n## ${name}\n`);
  const options = ['--expose-gc', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  return spawnSync(process.execPath, [...options, `test/bench/${name}.ts`], { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) console.error(`\nDid not come to their end: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

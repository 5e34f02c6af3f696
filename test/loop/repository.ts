import { TASKS, type Task } from './tasks.ts';

/**
 * A small repository whose tests run on built files: who mends a source and runs `npm test` sees the old build fail. What
 * mends that, `npm run build`, is declared, and no message names it.
 */
export function repositoryFiles(): Readonly<Record<string, string>> {
  return {
    'package.json': `${JSON.stringify({ name: 'shop', private: true, scripts: { build: 'node scripts/build.cjs', test: 'node scripts/test.cjs' } }, null, 2)}\n`,
    'README.md': '# Shop\n\nRules of a little shop, one a file in `src/`.\n',
    'scripts/build.cjs': BUILD,
    'scripts/test.cjs': TEST,
    ...Object.fromEntries(TASKS.flatMap((task) => filesOf(task, task.fix))),
  };
}

/** The rule's file as it is when somebody got it wrong. */
export function brokenSource(task: Task): string {
  return source(task, task.bug);
}

function filesOf(task: Task, rule: string): readonly (readonly [string, string])[] {
  const { name, fix } = task;
  return [
    [task.file, source(task, rule)],
    [`dist/${name}.js`, source(task, rule)],
    [`test/${name}.json`, `${JSON.stringify({ rule: fix }, null, 2)}\n`],
  ];
}

function source({ name }: Task, rule: string): string {
  const [variable = '', , limit = ''] = rule.split(' ');
  const parameters = /^\d/u.test(limit) ? variable : `${variable}, ${limit}`;
  return `/** Whether the ${name} applies. */\nexports.${name} = (${parameters}) => ${rule};\n`;
}

const BUILD = `const { cpSync } = require('node:fs');
cpSync('src', 'dist', { recursive: true });
console.log('built dist');
`;

/** Tries each built rule around its limit, against the rule that was asked for. */
const TEST = `const { readdirSync, readFileSync } = require('node:fs');
let failed = 0;
for (const name of readdirSync('test').map((file) => file.replace('.json', '')).sort()) {
  const { rule } = JSON.parse(readFileSync(\`test/\${name}.json\`, 'utf8'));
  const [variable, operator, limit] = rule.split(' ');
  const at = Number(limit) || 7;
  const expected = new Function(variable, limit === String(at) ? '_' : limit, 'return ' + rule);
  const { [name]: built } = require(\`../dist/\${name}.js\`);
  for (const value of [at - 1, at, at + 1]) {
    if (built(value, at) === expected(value, at)) continue;
    failed += 1;
    console.log(\`FAIL \${name}: \${name}(\${value}) is \${built(value, at)}\`);
  }
}
console.log(failed === 0 ? 'all rules hold' : \`\${failed} checks failed\`);
process.exit(failed === 0 ? 0 : 1);
`;

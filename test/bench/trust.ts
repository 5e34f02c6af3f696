// Recall, false positives and time of the gate's rules on labelled texts, by corpus and source, beside plain patterns in
// the same run. Argument: the folder of the texts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gate } from '../../src/core/dream/gate.ts';
import { checkText } from '../../src/core/gate/check-text.ts';
import { findByLint } from '../../src/core/secrets/find-by-lint.ts';
import { LINT_RULES } from '../../src/core/secrets/lint-rules.ts';
import { redact } from '../../src/core/secrets/redact.ts';
import { buildContext, buildCreation } from '../gate/builders.ts';
import { reportAttacks } from './attacks.ts';

interface Row {
  readonly text: string;
  readonly label: number;
  readonly source: string;
}

type Finds = (text: string) => boolean;

const PLAIN_SECRETS =
  /AKIA[A-Z0-9]{16}|gh[pousr]_\w{36}|xox[abp]-[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]+\.eyJ[\w-]+|(?:password|secret|token|api_?key)\s*[:=]\s*\S{8,}/iu;
const PLAIN_INJECTIONS =
  /ignore (?:all |the )?(?:previous|above)|system prompt|you are now|act as|pretend|jailbreak|DAN\b/iu;

const folder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/data/safety');
const FILES = ['secrets_dev.jsonl', 'injection_dev.jsonl', 'memory_lines_benign_dev.jsonl'] as const;
const missing = FILES.filter((file) => !existsSync(join(folder, file)));
if (missing.length > 0) {
  console.log(`trust: skipped, ${folder} holds no ${missing.join(', ')}; give the folder as argument`);
} else {
  measure();
}

function readRows(file: string): readonly Row[] {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const row: { text?: string; text_base64?: string; label?: number; source?: string; repo?: string } =
      JSON.parse(line);
    const text = row.text ?? Buffer.from(row.text_base64 ?? '', 'base64').toString();
    return { text, label: row.label ?? 0, source: row.source ?? row.repo ?? '' };
  });
}

function share(rows: readonly Row[], finds: Finds): string {
  if (rows.length === 0) return '-';
  return (rows.filter(({ text }) => finds(text)).length / rows.length).toFixed(3);
}

function report(title: string, rows: readonly Row[], rules: Finds, plain: Finds): void {
  console.log(`\n${title.padEnd(34)} ${'recall'.padStart(14)} ${'false'.padStart(14)}   (plain patterns)`);
  for (const source of [...new Set(rows.map((row) => row.source)), 'all']) {
    const ofSource = rows.filter((row) => source === 'all' || row.source === source);
    const attacks = ofSource.filter(({ label }) => label === 1);
    const harmless = ofSource.filter(({ label }) => label === 0);
    const recall = `${share(attacks, rules)} (${share(attacks, plain)})`;
    const wrong = `${share(harmless, rules)} (${share(harmless, plain)})`;
    console.log(
      `  ${source.padEnd(32)} ${recall.padStart(14)} ${wrong.padStart(14)}   ${attacks.length} + ${harmless.length} texts`,
    );
  }
}

function megabytesPerSecond(texts: readonly string[], run: (text: string) => unknown): string {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const start = performance.now();
  for (const text of texts) run(text);
  return (characters / 1_000 / (performance.now() - start)).toFixed(0);
}

/** What the rules of secretlint that are used find by themselves, one by one and together. */
function reportLint(rows: readonly Row[]): void {
  const secrets = rows.filter(({ label }) => label === 1);
  const harmless = rows.filter(({ label }) => label === 0);
  const byAny: Finds = (text) => LINT_RULES.some((rule) => findByLint(rule, text).length > 0);
  console.log(
    `  secretlint’s ${LINT_RULES.length} rules alone: recall ${share(secrets, byAny)}, false ${share(harmless, byAny)}`,
  );
  for (const rule of LINT_RULES) {
    const count = (of: readonly Row[]): number => of.filter(({ text }) => findByLint(rule, text).length > 0).length;
    const name = rule.creator.meta.id.replace('@secretlint/secretlint-rule-', '');
    console.log(`    ${name.padEnd(30)} ${count(secrets)} secrets, ${count(harmless)} false`);
  }
}

function measure(): void {
  const [secrets, injections, lines] = FILES.map(readRows);
  if (secrets === undefined || injections === undefined || lines === undefined) return;
  const hasRule = (text: string, family: string): boolean =>
    checkText(text, 'user').some(
      ({ rule, effect }) => rule.startsWith(family) && (family !== 'secret.' || effect === 'refuse'),
    );
  const isSecret: Finds = (text) => hasRule(text, 'secret.');
  const isPlainSecret: Finds = (text) => PLAIN_SECRETS.test(text);
  const isPlainInjection: Finds = (text) => PLAIN_INJECTIONS.test(text);

  report('secrets', secrets, isSecret, isPlainSecret);
  reportLint(secrets);
  report('held with origin user', injections, (text) => checkText(text, 'user').length > 0, isPlainInjection);
  report('injection.* with origin user', injections, (text) => hasRule(text, 'injection.'), isPlainInjection);
  report('held with origin external', injections, (text) => checkText(text, 'external').length > 0, isPlainInjection);

  console.log(`\nflagged of 1,000 lines of rule files (${lines.length} lines)`);
  const perThousand = (finds: Finds): string =>
    ((1_000 * lines.filter(({ text }) => finds(text)).length) / lines.length).toFixed(2);
  for (const family of ['secret.', 'injection.', 'personal.', 'security.']) {
    console.log(`  ${family.padEnd(32)} ${perThousand((text) => hasRule(text, family)).padStart(8)}`);
  }
  console.log(
    `  ${'plain secrets, plain injections'.padEnd(32)} ${perThousand(isPlainSecret).padStart(8)}, ${perThousand(isPlainInjection)}`,
  );

  const context = buildContext();
  const milliseconds = lines
    .map(({ text }) => {
      const proposal = buildCreation(text);
      const start = performance.now();
      gate(proposal, context);
      return performance.now() - start;
    })
    .sort((left, right) => left - right);
  const texts = lines.map(({ text }) => text);
  const long = Array.from({ length: 20 }, () => texts.join('\n'));
  console.log(
    `\ngate: median ${milliseconds[milliseconds.length >> 1]?.toFixed(3)} ms a proposal, slowest ${milliseconds.at(-1)?.toFixed(1)} ms`,
  );
  console.log(
    `redact: ${megabytesPerSecond(long, (text) => redact(text))} MB/s (a plain expression: ${megabytesPerSecond(long, (text) => text.replace(new RegExp(PLAIN_SECRETS, 'giu'), ''))} MB/s)`,
  );
}
await reportAttacks();

import { existsSync, readFileSync } from 'node:fs';

/** What the suite in the extension host writes, one JSON object a line, for the process that started VS Code. */
export type ReportLine =
  | {
      readonly type: 'test';
      readonly title: string;
      readonly milliseconds: number;
      readonly error?: string;
    }
  /** A figure, printed as it is. */
  | { readonly type: 'figure'; readonly text: string }
  | { readonly type: 'end'; readonly passed: number; readonly failed: number };

export function readReport(file: string): readonly ReportLine[] {
  if (!existsSync(file)) {
    return [];
  }
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line));
}

/** Prints a report; true when it came to its end and nothing failed. */
export function printReport(lines: readonly ReportLine[]): boolean {
  for (const line of lines) {
    if (line.type === 'test') {
      console.log(`${line.error === undefined ? '✓' : '✗'} ${line.title} (${line.milliseconds} ms)`);
      if (line.error !== undefined) {
        console.log(line.error.replace(/^/gm, '    '));
      }
    } else if (line.type === 'figure') {
      console.log(`  ${line.text}`);
    } else {
      console.log(`In VS Code's extension host: ${line.passed} passed, ${line.failed} failed.`);
    }
  }
  const end = lines.at(-1);
  if (end?.type !== 'end') {
    console.error('The suite in the extension host did not come to its end.');
    return false;
  }
  return end.failed === 0;
}

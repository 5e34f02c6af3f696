import { appendFileSync } from 'node:fs';
import type { ReportLine } from '../report.ts';

export type HostTest = {
  readonly title: string;
  readonly body: () => void | Promise<void>;
};

export const tests: HostTest[] = [];

/** Declares a test that runs inside VS Code's extension host. */
export function test(title: string, body: HostTest['body']): void {
  tests.push({ title, body });
}

/** Has a figure printed with the results. */
export function printFigure(text: string): void {
  report({ type: 'figure', text });
}

export function report(line: ReportLine): void {
  const file = process.env['HOST_REPORT'];
  if (file) {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

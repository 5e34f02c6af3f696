import { report, tests } from './test.ts';

const longest = 180_000;

/** VS Code calls this in the extension host, and ends the host when it is done. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  let failed = 0;
  for (const { title, body } of tests) {
    const started = Date.now();
    let error: string | undefined;
    try {
      await within(longest, body);
    } catch (thrown) {
      failed += 1;
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
    report({ type: 'test', title, milliseconds: Date.now() - started, ...(error === undefined ? {} : { error }) });
  }
  report({ type: 'end', failed, passed: tests.length - failed });
  if (failed > 0) {
    throw new Error(`${failed} of ${tests.length} failed`);
  }
}

async function within(milliseconds: number, body: () => void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    await Promise.race([body(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

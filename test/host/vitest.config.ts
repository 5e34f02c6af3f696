import { defineConfig } from 'vitest/config';
import { PATIENCE_MILLISECONDS } from './until.ts';

// Window tests: each file has a VS Code of its own, so two at a time are enough for a small machine.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['window/**/*.test.ts'],
    testTimeout: 400_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // On a loaded machine a window can swallow a key: a failed walk begins once more in a fresh window, and the report says so.
    retry: 1,
    // A poll often asks the command line, which alone may take its second on a busy machine.
    expect: { poll: { timeout: PATIENCE_MILLISECONDS, interval: 200 } },
  },
});

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// The core tier runs where no `vscode` module exists, so a stray import of the editor fails there.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/host/**', 'test/sample/**'],
    testTimeout: 30_000,
    // Vitest leaves one core to itself, which on a small machine is half of it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});

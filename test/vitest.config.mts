import { defineConfig } from 'vitest/config';

// The core tier runs where no `vscode` module exists, so a stray import of the editor fails there.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/host/**', 'test/sample/**'],
    testTimeout: 30_000,
  },
});

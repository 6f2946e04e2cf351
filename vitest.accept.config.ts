import { defineConfig } from 'vitest/config';

/** Tests with real programs: slower, one file at a time, and a missing program is a loud skip at home and a failure in CI. */
export default defineConfig({
  test: {
    include: ['tests/accept/**/*.test.ts', 'generators/*/accept/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});

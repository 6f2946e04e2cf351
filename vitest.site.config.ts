import { defineConfig } from 'vitest/config';

/** Tests of the built site in a real browser. */
export default defineConfig({
  test: { include: ['tests/site/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false },
});

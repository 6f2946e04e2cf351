import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.rackbook/**', 'tests/accept/**', 'generators/*/accept/**', 'tests/site/**'],
    testTimeout: 30_000,
  },
});

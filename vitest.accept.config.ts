import { defineConfig } from 'vitest/config';

/**
 * Tests with real programs: slower, and a missing program is a loud skip at home and a failure in CI. Each file has namespaces, engines,
 * machines, ports and folders of its own, so files run side by side; most wait for programs, so more of them than a small machine has
 * processors. docs/decisions/time-of-ci.md has what each takes.
 */
export default defineConfig({
  // What each file took last time is kept there, so that the longest begin first. `npm ci` empties the usual place.
  cacheDir: '.rackbook/vitest',
  test: {
    include: ['tests/accept/**/*.test.ts', 'generators/*/accept/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
  },
});

/** Whatever the project: Compose reads the same in what is generated of it, but for what the overlay declares. */

import { describe, expect, it } from 'vitest';
import { composePrograms } from './test-compose-programs.ts';
import { randomEnvFiles } from './test-random-env-file.ts';
import { randomProject } from './test-random-project.ts';
import { trySame } from './test-same-property.ts';

const [newest] = await composePrograms(import.meta.filename);

describe.skipIf(newest === undefined)('means the same after it went through the inventory', () => {
  it.each([
    ['a random project', randomProject, { runs: 150, milliseconds: 60_000 }],
    ['a project with random files of variables', randomEnvFiles, { runs: 60, milliseconds: 30_000 }],
  ] as const)(
    '%s',
    async (_title, make, limits) => {
      const { compared, skipped } = await trySame(newest?.argv ?? [], make, limits);
      // The projects were worth trying.
      expect(compared).toBeGreaterThan(10);
      expect(skipped).toBeLessThan(compared);
    },
    180_000,
  );
});

/** Whatever the project: Compose reads the same in what is generated of it, but for what the overlay declares. */

import { describe, expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { randomEnvFiles } from './test-random-env-file.ts';
import { randomProject } from './test-random-project.ts';
import { trySame } from './test-same-property.ts';

const compose = await findTool(toolOf('docker-compose'));
const argv = isMissing(compose) ? [] : compose.argv;
if (isMissing(compose)) process.stderr.write(`SKIPPED ${import.meta.filename}: ${compose.missing}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(isMissing(compose)).toBe(false));

describe.skipIf(isMissing(compose))('means the same after it went through the inventory', () => {
  it.each([
    ['a random project', randomProject, { runs: 150, milliseconds: 45_000 }],
    ['a project with random files of variables', randomEnvFiles, { runs: 60, milliseconds: 15_000 }],
  ] as const)(
    '%s',
    async (_title, make, limits) => {
      const { compared, skipped } = await trySame(argv, make, limits);
      // The projects were worth trying.
      expect(compared).toBeGreaterThan(10);
      expect(skipped).toBeLessThan(compared / 2);
    },
    180_000,
  );
});

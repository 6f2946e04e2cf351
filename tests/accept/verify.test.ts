/** Real programs take every file of every lab. That each refuses a broken one is shown by `mutations.test.ts`. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { judges } from '../../registry/judges.ts';
import { systems } from '../../registry/systems.gen.ts';
import { repository } from '../../tools/places.ts';
import { verifyFiles } from '../../tools/verify/verify-files.ts';
import { LABS } from '../labs/labs.ts';
import { renderedRoot } from '../labs/rendered-root.ts';

const strict = process.env['CI'] === 'true';

it.each(LABS)(
  'they take every file of the lab $name, with nothing skipped in CI',
  async ({ inventoryDir }) => {
    // Inside the repository, so that a tool that runs as a container sees it too.
    mkdirSync(join(repository, '.rackbook'), { recursive: true });
    const { root, files, remove } = await renderedRoot(inventoryDir, join(repository, '.rackbook'));
    try {
      const rows = await verifyFiles(root, files, systems, judges);
      for (const { tool, detail } of rows.filter(({ verdict }) => verdict === 'skipped').slice(0, 3))
        process.stderr.write(`SKIPPED ${tool}: ${detail}\n`);
      const wrong = rows.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked' || (strict && verdict === 'skipped'));
      expect(wrong).toEqual([]);
    } finally {
      remove();
    }
  },
  300_000,
);

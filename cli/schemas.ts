import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inventorySchemas } from '../core/parse/json-schema.ts';
import { writeOwnFile } from '../core/write/own-file.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';

const { values, root } = readArguments({
  usage: 'npm run schemas --',
  summary: 'Writes inventory/schema/*.json, which editors use for completion, from the schema that the loader checks with.',
  cutOff: 'Some schemas may be old still; run this again.',
  options: { check: { type: 'boolean' } },
  describe: { check: 'write nothing; exit 1 when a schema is out of date' },
});

for (const [name, text] of inventorySchemas(systems)) {
  const path = join(root, 'inventory', 'schema', name);
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) continue;
  if (values.check) {
    process.stdout.write(`stale: inventory/schema/${name}\n`);
    process.exitCode = 1;
    continue;
  }
  writeOwnFile(root, `inventory/schema/${name}`, text);
  process.stdout.write(`wrote inventory/schema/${name}\n`);
}

/** The lab of this repository, whatever it is: all other tests read `tests/labs/`, so that any lab may be put here. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inventorySchemas } from '../core/parse/json-schema.ts';
import { renderLab } from '../core/pipeline.ts';
import { isStale } from '../core/plan/change.ts';
import { planSync } from '../core/write/sync.ts';
import { systems } from '../registry/systems.gen.ts';
import { repository } from '../tools/places.ts';

it('has no mistakes, and its output is what the inventory says', async () => {
  const rendered = await renderLab(join(repository, 'inventory'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics, null, 2));
  const plan = planSync(repository, { files: rendered.value.files });
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics, null, 2));
  expect(plan.value.changes.filter(({ kind }) => kind !== 'keep').map(({ kind, path }) => `${kind} ${path}`)).toEqual([]);
  expect(isStale(plan.value)).toBe(false);
});

const schemas = join(repository, 'inventory', 'schema');

// A lab that was copied here from elsewhere may have none: they only help an editor. `npm run schemas -- --check` misses them in CI.
it.runIf(existsSync(schemas))('has the schemas for editors that the loader checks with', () => {
  const onDisk = readdirSync(schemas).map((name) => [name, readFileSync(join(schemas, name), 'utf8')] as const);
  expect(new Map(onDisk)).toEqual(inventorySchemas(systems));
});

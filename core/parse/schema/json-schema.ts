import { z } from 'zod';
import { emitJson } from '../../../formats/json.ts';
import type { SystemParts } from '../../contract.ts';
import { playersOf } from '../../roles/played.ts';
import { composeSchema } from './compose.ts';
import { SECTIONS } from './inventory.ts';
import { labSchema } from './lab.ts';
import { ID_PATTERN } from './scalars.ts';
import { SNAPSHOTS_WORDS } from './snapshots.ts';

/**
 * JSON Schemas for editors, by file name: `service.json` for `inventory/services/*.yaml`, `inventory.json` for every other file. Made
 * from the zod schemas, as a person writes the input: what has a default may be left out. Options of the given systems
 * stand under `systems`.
 */
export function inventorySchemas(systems: readonly SystemParts[]): ReadonlyMap<string, string> {
  const service = SECTIONS.services.extend({ compose: composeSchema.optional() });
  const sections = { ...SECTIONS, services: service, ...playedSections(systems) };
  const inventory = z.strictObject({
    lab: labSchema.partial().optional(),
    systems: z
      .strictObject(Object.fromEntries(systems.flatMap(({ id, options }) => (options ? [[id, options.optional()] as const] : []))))
      .optional(),
    ...Object.fromEntries(
      Object.entries(sections).map(([name, schema]) => [name, z.record(z.string().regex(ID_PATTERN), schema).optional()]),
    ),
  });
  return new Map([
    ['inventory.json', text('Rackbook inventory file', inventory)],
    ['service.json', text('Rackbook service', service)],
  ]);
}

/** What may be said of repositories and snapshots depends on the systems that play their tools. */
function playedSections(systems: readonly SystemParts[]) {
  const types = playersOf(systems, 'backupTool').map(({ type }) => type);
  const snapshots = playersOf(systems, 'snapshotTool').map(({ schema }): z.ZodType => schema);
  return {
    repositories: SECTIONS.repositories.extend({ type: z.enum(types) }),
    hosts: SECTIONS.hosts.extend({ snapshots: z.union(snapshots).describe(SNAPSHOTS_WORDS).optional() }),
  };
}

function text(title: string, schema: z.ZodType): string {
  return emitJson({ title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) });
}

import { z } from 'zod';
import { emitJson } from '../../../formats/json.ts';
import type { SystemParts } from '../../contract.ts';
import { composeSchema } from './compose.ts';
import { SECTIONS } from './inventory.ts';
import { labSchema } from './lab.ts';
import { ID_PATTERN } from './scalars.ts';
import { sectionsWith } from './sections-with.ts';

/**
 * JSON Schemas for editors, by file name: `service.json` for `inventory/services/*.yaml`, `inventory.json` for every other file. Made
 * from the zod schemas, as a person writes the input: what has a default may be left out. Options of the given systems
 * stand under `systems`.
 */
export function inventorySchemas(systems: readonly SystemParts[]): ReadonlyMap<string, string> {
  const service = SECTIONS.services.extend({ compose: composeSchema.optional() });
  const sections = { ...sectionsWith(systems), services: service };
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

function text(title: string, schema: z.ZodType): string {
  return emitJson({ title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) });
}

import { z } from 'zod';
import { emitJson } from '../../formats/json.ts';
import { composeSchema } from '../compose/schema/compose.ts';
import type { SystemParts } from '../contract.ts';
import { SECTION_NAMES } from '../model/kinds.ts';
import { serviceSchema } from '../model/service/schema.ts';
import { labSchemaWith, schemaOf } from '../resolve/schemas.ts';
import { ID_PATTERN } from './scalars.ts';

/**
 * JSON Schemas for editors, by file name: `service.json` for `inventory/services/*.yaml`, `inventory.json` for every other file. Made
 * from the zod schemas, as a person writes the input: what has a default may be left out. Options of the given systems
 * stand under `systems`.
 */
export function inventorySchemas(systems: readonly SystemParts[]): ReadonlyMap<string, string> {
  const service = serviceSchema.extend({ compose: composeSchema.optional() });
  const inventory = z.strictObject({
    lab: labSchemaWith(systems).partial().optional(),
    systems: z
      .strictObject(Object.fromEntries(systems.flatMap(({ id, options }) => (options ? [[id, options.optional()] as const] : []))))
      .optional(),
    ...Object.fromEntries(
      SECTION_NAMES.map((section) => [
        section,
        z.record(z.string().regex(ID_PATTERN), section === 'services' ? service : schemaOf(section, systems)).optional(),
      ]),
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

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../../tests/labs/labs.ts';
import { inventorySchemas } from './json-schema.ts';
import { readInventory } from './read-inventory.ts';

const schemas = inventorySchemas(systems);

describe('schemas for editors', () => {
  it('take every file of the reference lab and refuse a misspelt key', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const check = new Map([...schemas].map(([name, text]) => [name, ajv.compile(JSON.parse(text) as object)]));
    const { files } = await readInventory(REFERENCE);
    for (const { path, text } of files) {
      const validate = check.get(path.includes('/services/') ? 'service.json' : 'inventory.json');
      expect(validate?.(parse(text, { merge: true })), `${path}: ${JSON.stringify(validate?.errors?.[0])}`).toBe(true);
    }
    expect(check.get('service.json')?.({ title: 'X', 'runs-on': 'one', composse: {} })).toBe(false);
  });
});

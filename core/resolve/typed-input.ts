import type { z } from 'zod';
import type { SystemParts } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { checkShape } from '../parse/check-shape.ts';
import { locate } from '../parse/locate.ts';
import type { SECTIONS, SectionName } from '../parse/schema/inventory.ts';
import { type LabInput, labSchema } from '../parse/schema/lab.ts';
import { sectionsWith } from '../parse/schema/sections-with.ts';

/** The inventory after the schema check: only entries without mistakes, sorted by id. */
export type TypedInput = {
  readonly [S in SectionName]: readonly (readonly [id: string, input: z.infer<(typeof SECTIONS)[S]>])[];
} & { readonly lab: LabInput | undefined };

/** Checks every entry against its schema; entries with mistakes are left out, so that the rest can still be checked. */
export function checkSchema(raw: RawInventory, systems: readonly SystemParts[]): { input: TypedInput; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const sections = sectionsWith(systems);
  const section = <S extends SectionName>(name: S): TypedInput[S] => {
    const schema = sections[name];
    const entries: (readonly [string, unknown])[] = [];
    for (const [id, entry] of [...raw.sections[name]].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const checked = checkShape<unknown>(schema, entry.value, {
        label: `${name}.${id}`,
        at: (path, what) => locate(entry.origin, path, what),
      });
      diagnostics.push(...checked.diagnostics);
      if (checked.diagnostics.length === 0) entries.push([id, checked.value]);
    }
    return entries as never;
  };
  const lab = checkLab(raw);
  diagnostics.push(...lab.diagnostics);
  const input: TypedInput = {
    lab: lab.value,
    networks: section('networks'),
    hosts: section('hosts'),
    guests: section('guests'),
    services: section('services'),
    middlewares: section('middlewares'),
    access: section('access'),
    allow: section('allow'),
    targets: section('targets'),
    repositories: section('repositories'),
    policies: section('policies'),
  };
  return { input, diagnostics };
}

function checkLab(raw: RawInventory): { value: LabInput | undefined; diagnostics: readonly Diagnostic[] } {
  const [first] = raw.lab.values();
  if (!first) {
    const message = 'The inventory has no lab: nothing says what it is called and which domain it has.';
    const hint = 'Add inventory/lab.yaml with lab: { title: …, domain: … }.';
    return { value: undefined, diagnostics: [{ code: 'inventory-empty', severity: 'error', message, hint }] };
  }
  const data = Object.fromEntries([...raw.lab].map(([key, entry]) => [key, entry.value]));
  const checked = checkShape(labSchema, data, {
    label: 'lab',
    at: ([key, ...rest], what) => {
      const entry = raw.lab.get(String(key));
      return entry ? locate(entry.origin, rest, what) : locate({ file: first.origin.file, path: ['lab'] }, [], 'key');
    },
  });
  return { value: checked.value, diagnostics: checked.diagnostics };
}

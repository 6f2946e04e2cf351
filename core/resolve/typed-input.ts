import type { SystemParts } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { LeftOut } from '../left-out.ts';
import { bySection, type Entries, type SectionName } from '../model/kinds.ts';
import { type WrittenMonitoring, writtenMonitoring } from '../model/lab/resolve-monitoring.ts';
import type { LabInput } from '../model/lab/schema.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { checkShape } from '../parse/check-shape.ts';
import { locate } from '../parse/locate.ts';
import { placeInMessage, rememberMistakes } from './repeated.ts';
import { labSchemaWith, schemaOf } from './schemas.ts';

/** The inventory after the schema check: only entries without mistakes, sorted by id. */
export type TypedInput = Entries & { readonly lab: LabInput | undefined; readonly monitoring: readonly WrittenMonitoring[] };

/** Checks every entry against its schema; entries with mistakes are left out, so that the rest can still be checked. */
export function checkSchema(
  raw: RawInventory,
  systems: readonly SystemParts[],
  leftOut: LeftOut,
): { input: TypedInput; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const isRepeated = rememberMistakes();
  const section = (name: SectionName): Entries[SectionName] => {
    const schema = schemaOf(name, systems);
    const entries: (readonly [string, unknown])[] = [];
    for (const [id, entry] of [...raw.sections[name]].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name === 'services' && leftOut.has(id)) continue;
      const checked = checkShape<unknown>(schema, entry.value, {
        label: `${name}.${id}`,
        at: (path, what) => locate(entry.origin, path, what),
      });
      diagnostics.push(...checked.diagnostics.filter((each) => !isRepeated(each, placeInMessage(each))));
      if (checked.diagnostics.length === 0) entries.push([id, checked.value]);
    }
    // The schema is that of the section, so what passed it is its input.
    return entries as Entries[SectionName];
  };
  const lab = checkLab(raw, systems);
  diagnostics.push(...lab.diagnostics);
  const input: TypedInput = { lab: lab.value, monitoring: writtenMonitoring(raw, systems), ...bySection<Entries>(section) };
  return { input, diagnostics };
}

function checkLab(raw: RawInventory, systems: readonly SystemParts[]): { value: LabInput | undefined; diagnostics: readonly Diagnostic[] } {
  const [first] = raw.lab.values();
  if (!first) {
    const message = 'The inventory has no lab: nothing says what it is called and which domain it has.';
    const hint = 'Add inventory/lab.yaml with lab: { title: …, domain: … }.';
    return { value: undefined, diagnostics: [{ code: 'inventory-empty', severity: 'error', message, hint }] };
  }
  const data = Object.fromEntries([...raw.lab].map(([key, entry]) => [key, entry.value]));
  const checked = checkShape(labSchemaWith(systems), data, {
    label: 'lab',
    at: ([key, ...rest], what) => {
      const entry = raw.lab.get(String(key));
      return entry ? locate(entry.origin, rest, what) : locate({ file: first.origin.file, path: ['lab'] }, [], 'key');
    },
  });
  return { value: checked.value, diagnostics: checked.diagnostics };
}

import type { Diagnostic } from '../diagnostic.ts';
import { NOT_SECRET_KEY } from '../model/lab/not-secret-schema.ts';
import { type Entry, isRecord, type RawInventory } from '../parse/assemble.ts';
import { type KeyPath, locate } from '../parse/locate.ts';
import type { Excuses } from './excuses.ts';

interface Declared {
  readonly mark: string;
  /** Id of a service; absent for the lab. */
  readonly service?: string;
  readonly entry: Entry;
  readonly path: KeyPath;
}

/** Reads what all services and the lab say in `not-secret:`. What is no map is reported when the schema is checked. */
export function createExcuses(raw: RawInventory): Excuses {
  const declared = new Map(declaredIn(raw).map((each) => [keyOf(each.mark, each.service), each]));
  const needed = new Set<string>();
  const files = new Set<string>();
  const values = new Set<string>();
  const marks = new Set([...declared.values()].map(({ mark }) => mark));
  const isDeclared = (mark: string, value: string, service: string | undefined, file: string | undefined): boolean => {
    const key = keyOf(mark, service);
    if (!declared.has(key)) return false;
    needed.add(key);
    values.add(value);
    if (file !== undefined) files.add(file);
    return true;
  };
  return {
    files,
    published: (mark, value) => marks.has(mark) || values.has(value),
    of: (file, service) => (mark, value) =>
      (service !== undefined && isDeclared(mark, value, service, file)) || isDeclared(mark, value, undefined, file),
    unneeded: (leftOut) =>
      [...declared].flatMap(([key, each]) => (needed.has(key) || leftOut.has(each.service ?? '') ? [] : [unneeded(each)])),
  };
}

function declaredIn(raw: RawInventory): readonly Declared[] {
  const lab = raw.lab.get(NOT_SECRET_KEY);
  const services = [...raw.sections.services].flatMap(([service, entry]) => {
    const said = isRecord(entry.value) ? entry.value[NOT_SECRET_KEY] : undefined;
    return isRecord(said) ? Object.keys(said).map((mark) => ({ mark, service, entry, path: [NOT_SECRET_KEY, mark] })) : [];
  });
  return [...services, ...(lab && isRecord(lab.value) ? Object.keys(lab.value).map((mark) => ({ mark, entry: lab, path: [mark] })) : [])];
}

const keyOf = (mark: string, service: string | undefined): string => `${service ?? ''} ${mark}`;

function unneeded({ mark, service, entry, path }: Declared): Diagnostic {
  const where = service === undefined ? 'lab' : `services.${service}`;
  return {
    code: 'not-secret-unneeded',
    severity: 'warning',
    message: `${where}.${NOT_SECRET_KEY} names ${mark}, and nothing there is called so and has that value.`,
    at: locate(entry.origin, path, 'key'),
    hint: 'Take the line away, unless a build of the site asked for it: what stands on a page only is not looked at here. If the value was changed and still is no secret, the error about it names the new mark.',
  };
}

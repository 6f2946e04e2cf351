import type { Diagnostic, Span } from './diagnostic.ts';
import type { LeftOut } from './left-out.ts';
import { isRecord, type RawInventory } from './parse/assemble.ts';
import { locate } from './parse/locate.ts';

const OWN_FILE = /\/services\/([^/]+?)(?:\.ya?ml|\/.*)$/;

/** The service whose own file this is, or that lies in its folder; undefined for any other file of an inventory. */
export function ownerOfFile(path: string, raw?: RawInventory): string | undefined {
  const id = OWN_FILE.exec(path)?.[1];
  return id !== undefined && (!raw || raw.sections.services.has(id)) ? id : undefined;
}

/**
 * What has to be left out so that these errors are gone: the services in which they are, and whoever needs or uses one of them, since it
 * would come out otherwise than it runs. Undefined when that does not help: an error is in no service, or the lab itself builds on one.
 */
export function leaveOut(errors: readonly Diagnostic[], raw: RawInventory): LeftOut | undefined {
  const out = new Map<string, string>();
  for (const { code, at, related = [], message } of errors) {
    // What is not there is one mistake wherever it is named.
    for (const span of [at, ...(code === 'unknown-reference' ? related.map((each) => each.at) : [])]) {
      const id = span && serviceAt(span, raw);
      if (id === undefined) return undefined;
      if (!out.has(id)) out.set(id, message);
    }
  }
  for (const id of out.keys()) for (const [other, needed] of dependents(id, raw)) if (!out.has(other)) out.set(other, needed);
  const lab = new Set([...raw.lab.values()].flatMap(({ value }) => texts(value)));
  return [...out.keys()].some((id) => lab.has(id)) ? undefined : out;
}

function serviceAt(span: Span, raw: RawInventory): string | undefined {
  const own = ownerOfFile(span.file);
  if (own !== undefined) return own;
  for (const [id, { origin }] of raw.sections.services) {
    if (origin.file.source.path !== span.file) continue;
    const [key, value] = [locate(origin, [], 'key'), locate(origin, [], 'value')];
    if (span.line >= key.line && span.line <= value.endLine) return id;
  }
  return undefined;
}

function dependents(id: string, raw: RawInventory): readonly (readonly [string, string])[] {
  return [...raw.sections.services].flatMap(([other, { value }]) => {
    if (!isRecord(value)) return [];
    const names = [...texts(value['needs']), ...texts(value['uses'])];
    return names.includes(id) ? [[other, `It needs or uses ${id}.`] as const] : [];
  });
}

/** Every text in plain data. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Plain data as JSON: keys sorted at every depth, two spaces, final newline. Throws on what JSON would drop or change. */
export function emitJson(data: unknown): string {
  return `${JSON.stringify(sorted(data, []), null, 2)}\n`;
}

const MAX_DEPTH = 200;

function sorted(value: unknown, path: readonly string[]): unknown {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw notData('a string with half a surrogate pair', path);
      return value;
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw notData(String(value), path);
      return value;
    case 'object':
      if (value === null) return null;
      if (path.length > MAX_DEPTH) throw notData('nested too deeply, perhaps a cycle', path.slice(0, 12));
      return Array.isArray(value) ? sortedList(value, path) : sortedMap(value, path);
    default:
      throw notData(`a ${typeof value}`, path);
  }
}

function sortedList(items: readonly unknown[], path: readonly string[]): unknown[] {
  return items.filter((item) => item !== undefined).map((item, i) => sorted(item, [...path, String(i)]));
}

function sortedMap(value: object, path: readonly string[]): object {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notData(`a ${value.constructor?.name ?? 'class instance'}`, path);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  // Keys that look like array indexes are moved to the front by JavaScript itself; that is an order too.
  return Object.fromEntries(entries.map(([key, v]) => [key, sorted(v, [...path, key])]));
}

function notData(what: string, path: readonly string[]): Error {
  return new TypeError(`Cannot write ${what} as JSON, at ${path.join('.') || '(root)'}.`);
}

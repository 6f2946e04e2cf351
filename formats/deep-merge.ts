/**
 * `override` laid over `base`, as JSON Merge Patch (RFC 7396) says: maps merge, lists and scalars are replaced, `null`
 * removes a key. Neither argument is changed; a key named `__proto__` stays an ordinary key.
 */
export function deepMerge(base: unknown, override: unknown): unknown {
  if (!isMap(override)) return override;
  // A Map and fromEntries only define own properties, so no key reaches a prototype.
  const merged = new Map<string, unknown>(isMap(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(override)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, deepMerge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

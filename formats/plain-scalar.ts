/** A control character, so that no key of an inventory file can be it by chance. */
const TEXT = '\u0000text';

/**
 * A YAML scalar without quotes that readers of YAML take differently, kept as it was written: `0440`, `1_000`, `2001-12-14`. Plain data,
 * so that it can be copied and stored like any other value.
 */
export interface PlainScalar {
  readonly [TEXT]: string;
  /** What it is for a reader of Compose files. */
  readonly value: string | number;
}

/** Everything that a plain scalar can be made of that starts like a number or a date. */
const INERT = /^[-+.0-9][0-9A-Za-z_.+:-]*(?: [0-9A-Za-z_.+:-]+)*$/;

/** Throws on text that is no scalar which starts like a number. */
export function plainScalar(text: string, value: string | number): PlainScalar {
  if (!INERT.test(text) || text.endsWith(':')) throw new TypeError('This is not a plain scalar that starts like a number.');
  return { [TEXT]: text, value };
}

export function isPlainScalar(value: unknown): value is PlainScalar {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, TEXT);
}

/** The scalar as it was written. */
export const textOf = (scalar: PlainScalar): string => scalar[TEXT];

/** The same data with values for scalars. Parts without any are shared with what was given. */
export function withoutPlainScalars<T>(data: T): T {
  return unwrap(data) as T;
}

function unwrap(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (isPlainScalar(data)) return data.value;
  if (Array.isArray(data)) {
    const items = data.map(unwrap);
    return items.every((item, index) => item === data[index]) ? data : items;
  }
  let changed = false;
  const entries = Object.entries(data).map(([key, value]) => {
    const next = unwrap(value);
    changed ||= next !== value;
    return [key, next] as const;
  });
  return changed ? Object.fromEntries(entries) : data;
}

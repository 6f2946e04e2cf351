import { listKept, mapKept } from '../lib/map-kept.ts';

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

/** The value of a scalar in YAML 1.2, where `010` is ten and `1_000` is text. Source: its core schema. */
export function coreValue(scalar: PlainScalar): string | number {
  const text = textOf(scalar);
  if (/^[-+]?[0-9]+$|^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(text)) return Number(text);
  return /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : text;
}

/**
 * The same data with values for scalars, those of a reader of Compose files unless said. Parts without any are shared with what was given.
 */
export function withoutPlainScalars<T>(data: T, valueFor = ({ value }: PlainScalar) => value): T {
  return unwrap(data, valueFor) as T;
}

function unwrap(data: unknown, valueFor: (scalar: PlainScalar) => string | number): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (isPlainScalar(data)) return valueFor(data);
  const part = (value: unknown) => unwrap(value, valueFor);
  return Array.isArray(data) ? listKept<unknown>(data, part) : mapKept(data as Readonly<Record<string, unknown>>, part);
}

import { z } from 'zod';

/** A value of another shape that Compose puts together itself: `${PORT}`, `${PORT:-80}`, `$PORT`. Nothing more is known of it. */
const VARIABLE = /\$(\{[A-Za-z_]|[A-Za-z_])/;

/** Refines text by a pattern, unless a variable stands in it. */
export function text(pattern: RegExp, message: string) {
  return z.string().refine((value) => VARIABLE.test(value) || pattern.test(value), { error: message });
}

/**
 * A map with the given keys, and any `x-…` keys. Any other key is an `unrecognized_keys` issue, which is reported even
 * when a value is wrong too, so that all mistakes show at once.
 */
export function extensible<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.looseObject(shape, { error: 'must be a map' }).superRefine(
    (value, context) => {
      const keys = Object.keys(value).filter((key) => !Object.hasOwn(shape, key) && !key.startsWith('x-'));
      if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: value });
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
}

/** A map from names to values. */
export function named<V extends z.core.$ZodType>(value: V) {
  return z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/, 'must be letters, digits, ".", "_" and "-"'), value, { error: 'must be a map' });
}

export const anyText = z.string();
export const someText = z.string().min(1, 'must not be empty');

export const flag = z.union([z.boolean(), text(/^(true|false|yes|no|on|off|y|n)$/i, 'must be true or false')], {
  error: 'must be true or false',
});
export const whole = z.union([z.int(), text(/^-?\d+$/, 'must be a whole number')], { error: 'must be a whole number' });
export const decimal = z.union([z.number(), text(/^-?\d+(\.\d+)?$/, 'must be a number')], { error: 'must be a number' });
export const textOrNumber = z.union([z.string(), z.number()], { error: 'must be text or a number' });

/** `1m30s`, `500ms`, `1.5h`. */
export const composeDuration = text(/^([+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$|^0$/, 'must be a duration such as 30s or 1m30s');

const BYTES = /^\d+(\.\d+)?\s?([kmgtp]?i?b?)$/i;
export const byteText = text(BYTES, 'must be a size such as 512m or 2gb');
/** A number of bytes (-1 is no limit, where there may be none), or text such as `512m` or `2gb`. */
export const byteSize = z.union([z.int(), byteText], {
  error: 'must be a number of bytes or a size such as 512m',
});
export const texts = z.array(z.string(), { error: 'must be a list of strings' });
export const textOrTexts = z.union([z.string(), texts], { error: 'must be text or a list of strings' });
/** A command line: one text, or its words; `null` takes what the image has. */
export const commandLine = z.union([z.string(), z.array(z.string()), z.null()], { error: 'must be text or a list of strings' });

const pairValue = z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'must be text, a number, true, false or empty' });
/** `KEY: value`, or a list of `KEY=value`. */
export const pairs = z.union([z.record(z.string().min(1, 'must not be empty'), pairValue), texts], {
  error: 'must be a list of strings or a map',
});

/** Options of a driver, which Compose hands on as text. */
export const options = z.record(z.string(), textOrNumber, { error: 'must be a map' });

/** Scalars as people write them, those among them that readers of YAML disagree about. */

import fc, { type GeneratorValue } from 'fast-check';

/** Texts that some reader takes for a number, a truth value, a time or nothing. */
export const ODD = [
  ...['022', '0123', '-0123', '+0123', '00', '08', '089', '09.5', '0777_7', '0o17', '0o8', '0O17', '0x1F', '0X1f', '-0x1F', '0x_1'],
  ...['0b101', '0B1', '0b12', '1_000', '1_', '1__0', '_1', '1_000.5', '12', '-7', '+7', '-0', '0', '-0.0', '0.0', '.5', '-.5', '+.5', '5.'],
  ...['1.0', '1.10', '1.e3', '1e3', '1E3', '1e+3', '1e-7', '-1.5e-3', '1e20', '1e21', '1.5e300', '0e0', '61e9540', '1e', '.e1', '1.2.3'],
  ...['123456789.123456789', '0.1000000000000000055', '100000000000000000000.0', '9007199254740993', '9223372036854775807'],
  ...['1234567890123456789', '18446744073709551615', '18446744073709551616', '-9223372036854775809', '123456789012345678901234567890'],
  ...['yes', 'No', 'ON', 'off', 'y', 'n', 'true', 'True', 'FALSE', 'tRue', 'null_', 'nil', 'none', 'NaN', 'inf', '--', '=', '<'],
  ...[
    '12:30',
    '22:22',
    '12:30:45',
    '1:30.5',
    '2024-01',
    '20240101',
    '50%',
    'a#b',
    'C:\\dir',
    '/x',
    './x',
    'a:b',
    'a,b',
    '(x)',
    '^x',
    '1 2',
  ],
  ...['-1', 'é', 'x y  z', "it's", 'say "x"', 'a\\nb', '+', '.', '..', '...x', '~x', '1,000', '0,5', '1-2', '1/2', '1e3x', '0xZZ', 'e5'],
];
const WHOLE = ['1', '7', '010', '0x10', '1_0', '0b11', '0o7', '"5"', "'12'", '+3'];
const LETTERS = [...'abcXYZ019 _-.:#\'"\\{}[],&*!|>%@=`~^()/?;+éß日', '$$', '\n', '\t', ' '];

export type Random = GeneratorValue;

export const pick = <T>(random: Random, items: readonly T[]): T => random(fc.constantFrom<T[]>, ...items);
export const chance = (random: Random, percent: number): boolean => random(fc.integer, { min: 1, max: 100 }) <= percent;
export const some = <T>(random: Random, items: readonly T[], least = 0): readonly T[] =>
  random(fc.subarray<T>, [...items], { minLength: least });

/** A scalar for a block of YAML, in a random style: `0123`, `'a b'`, `"\n"`, `${NAME:-x}`. */
export function scalar(random: Random, variables: readonly string[]): string {
  const kind = random(fc.integer, { min: 1, max: 10 });
  if (kind <= 5) return pick(random, ODD);
  if (kind <= 7 && variables.length > 0) return quoted(random, withVariable(random, variables));
  return quoted(random, text(random));
}

/** A whole number in a notation that Compose takes for one. */
export const whole = (random: Random): string => pick(random, WHOLE);

/** Any text; a dollar in it stands twice, as Compose wants it. */
export function text(random: Random): string {
  return random(fc.array<string>, fc.constantFrom(...LETTERS), { minLength: 0, maxLength: 14 }).join('');
}

/** A text with a variable in one of its forms. */
export function withVariable(random: Random, variables: readonly string[]): string {
  const name = pick(random, variables);
  const plain = pick(random, ['x', '', '0123', 'a b', 'a:b', '8080', 'https://x/y?z=1', '1.10']);
  const form = pick(random, [
    ...[`\${${name}}`, `$${name}`, `\${${name}:-${plain}}`, `\${${name}-${plain}}`, `\${${name}:+${plain}}`, `\${${name}+${plain}}`],
    ...[`\${NOWHERE:-${plain}}`, `\${NOWHERE-\${${name}}}`, `\${NOWHERE:-\${${name}:-${plain}}}`, '${GIVEN:?must be there}'],
  ]);
  return pick(random, [form, `a-${form}`, `${form}.b`, `${form}${form}`, `$$${form}`]);
}

/** A text between quotation marks. */
export function quoted(random: Random, value: string): string {
  return chance(random, 50) && !/[\n\t]/.test(value) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

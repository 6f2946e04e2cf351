const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9][0-9]*)$/;
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;
const MOST_WITHOUT_SIGN = 2n ** 64n - 1n;
/** Go writes a float with an exponent below the first and from the second on. */
const EXPONENT_BELOW = -4;
const EXPONENT_FROM = 6;

/**
 * What Compose makes of a scalar without quotes where it wants text, as in `environment` and `labels`: `022` is "18", `1_000` is
 * "1000", `1.10` is "1.1", and `61e9540` stays. Source: resolve.go of yaml.v3, and `%v` of Go.
 */
export function valueText(written: string): string {
  if (!/^[-+.0-9]/.test(written)) return written;
  const plain = written.startsWith('.') ? written : written.replaceAll('_', '');
  return integerText(plain) ?? (FLOAT.test(plain) ? floatText(Number(plain)) : undefined) ?? written;
}

/** Undefined for what is no integer of 64 bits; such a number may still be a float. */
function integerText(plain: string): string | undefined {
  const [match, sign = '', digits = ''] = INTEGER.exec(plain) ?? [];
  if (match === undefined) return undefined;
  const size = BigInt(/^0[0-9]/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = sign === '-' ? -size : size;
  return value < LEAST || value > (sign === '' ? MOST_WITHOUT_SIGN : MOST) ? undefined : String(value);
}

/** Undefined for a number that is too large for a float, which stays text. */
function floatText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Object.is(value, -0)) return '-0';
  const [digits, exponent] = value.toExponential().split('e');
  const size = Number(exponent);
  if (size >= EXPONENT_BELOW && size < EXPONENT_FROM) return String(value);
  return `${digits}e${size < 0 ? '-' : '+'}${String(Math.abs(size)).padStart(2, '0')}`;
}

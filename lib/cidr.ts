import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 prefix as a range of numbers, so that both families compare alike. */
export interface Prefix {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
}

/** Address as a number, or undefined when the text is not an address in its usual notation (RFC 4291, no zone, no octal). */
export function parseAddress(text: string, family: 4 | 6): bigint | undefined {
  if (family === 4 ? !ipaddr.IPv4.isValidFourPartDecimal(text) : !ipaddr.IPv6.isValid(text) || text.includes('%')) return undefined;
  // isValidFourPartDecimal takes `010.1.1.1`, which other tools read as octal.
  if (family === 4 && /(^|\.)0\d/.test(text)) return undefined;
  return toNumber(ipaddr.parse(text).toByteArray());
}

/** Reads `10.10.20.0/24`. Host bits may be set in the text; compare {@link Prefix.first} with the address to find out. */
export function parsePrefix(text: string, family: 4 | 6): (Prefix & { readonly exact: boolean }) | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const width = family === 4 ? 32 : 128;
  if (length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > width) return undefined;
  const value = parseAddress(address, family);
  if (value === undefined) return undefined;
  const size = 1n << BigInt(width - Number(length));
  const first = value - (value % size);
  return { family, first, last: first + size - 1n, bits: Number(length), exact: first === value };
}

export function contains(prefix: Prefix, address: bigint): boolean {
  return address >= prefix.first && address <= prefix.last;
}

/** Usual notation of a number that {@link parseAddress} gave. */
export function formatAddress(value: bigint, family: 4 | 6): string {
  const size = family === 4 ? 4 : 16;
  const bytes = Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

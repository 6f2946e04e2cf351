const UNITS = ['', 'k', 'm', 'g', 't', 'p'];

/** Bytes of a size as Compose writes it: a number, `512m`, `1.5gb`, `2 GiB`. Undefined for what is only known at the start. */
export function byteCount(size: unknown): number | undefined {
  const [, number, unit = ''] = /^\s*(-?\d+(?:\.\d+)?)\s?([kmgtp]?)i?b?\s*$/i.exec(String(size)) ?? [];
  return number === undefined ? undefined : Number(number) * 1024 ** UNITS.indexOf(unit.toLowerCase());
}

import type { Unit } from './phrase.ts';

/** With one digit behind the point at most. */
const number = (value: number): string => String(Math.round(value * 10) / 10);

/** A measured value with its unit, in words that fit a table: `12 ms`, `40 %`, `3.2 GiB`. */
export function measured(value: number, unit: Unit | undefined): string {
  switch (unit) {
    case 'ms':
      return value >= 1000 ? `${number(value / 1000)} s` : `${Math.round(value)} ms`;
    case 's':
      return `${number(value)} s`;
    case 'ratio':
      return `${Math.round(value * 100)} %`;
    case 'bytes':
      return bytes(value);
    case 'count':
    case undefined:
      return number(value);
  }
}

function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  return `${number(value / 1024 ** power)} ${units[power]}`;
}

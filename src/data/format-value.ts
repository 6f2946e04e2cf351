import { roughly } from './format-duration.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** A measured value with its unit, in words that fit a table. */
export function measured(value: number, unit: string | undefined): string {
  switch (unit) {
    case 'ms':
      return value >= 1000 ? `${number.format(value / 1000)} s` : `${Math.round(value)} ms`;
    case 'ratio':
      return `${number.format(value * 100)} %`;
    case 'bytes':
      return bytes(value);
    case 'days':
      return `${number.format(value)} days`;
    case 's':
      return value < 120 ? `${number.format(value)} s` : roughly(value);
    default:
      return number.format(value);
  }
}

function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  return `${number.format(value / 1024 ** power)} ${units[power]}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Seconds in the largest unit that divides them well: `24 hours`, `90 minutes`, `7 days`. */
export function duration(seconds: number): string {
  const [name, size] = UNITS.find(([unit, size]) => seconds % size === 0 && (unit !== 'day' || seconds > size)) ??
    UNITS.find(([, size]) => seconds >= size * 2) ?? ['second', 1];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** Seconds in the largest unit that fits, rounded down: `12 days`, `1 minute` at least. */
export function roughly(seconds: number): string {
  const [name, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS[2];
  const count = Math.max(1, Math.floor(seconds / size));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** How long something has lasted when the site is built. */
export const lastedFor = (sinceIso: string): string => roughly((Date.now() - Date.parse(sinceIso)) / 1000);

/** How long a run took: `2 seconds`, `3 minutes`. */
export function took(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : roughly(seconds);
}

export { promisedWords as duration } from '../../lib/plain-words.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Seconds in the largest unit that fits, rounded down: `12 days`, `1 minute` at least. */
export function roughly(seconds: number): string {
  const [name, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS[2];
  const count = Math.max(1, Math.floor(seconds / size));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** How long a run took, from seconds: `2 seconds`, `3 minutes`. */
export function took(measured: number): string {
  const seconds = Math.max(1, Math.round(measured));
  return seconds < 60 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : roughly(seconds);
}

/** What a clock measured in seconds: `0.4 s`, `12 s`, `2 min 10 s`, `1 h 5 min`. */
export function measuredTime(measured: number): string {
  const seconds = Math.round(measured);
  if (measured < 9.95) return `${Number(measured.toFixed(1))} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** Seconds in the largest unit that fits, as people say it: `3 hours`, `1 day`, `0 seconds`. */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  for (const [size, name] of UNITS) {
    if (whole >= size) return count(Math.floor(whole / size), name);
  }
  return '0 seconds';
}

/** Seconds in the largest unit that divides them well, for what is promised: `24 hours`, `90 minutes`, `7 days`. */
export function promisedWords(seconds: number): string {
  const large = UNITS.filter(([size]) => size > 1);
  const whole = large.find(([size, name]) => seconds % size === 0 && (name !== 'day' || seconds > size));
  const [size, name] = whole ?? large.find(([size]) => seconds >= size * 2) ?? [1, 'second'];
  return count(Math.round(seconds / size), name);
}

/** `1 service`, `3 services`. */
export function count(n: number, noun: string): string {
  return `${n} ${n === 1 ? noun : `${noun}s`}`;
}

/** {@link count} at the start of a sentence: `One service`, `3 services`. */
export function Count(n: number, noun: string): string {
  return n === 1 ? `One ${noun}` : count(n, noun);
}

/** `A`, `A and B`, `A, B and 3 more`; names at most `limit` of them. */
export function list(items: readonly string[], limit = 4): string {
  const shown = items.length > limit ? items.slice(0, limit - 1) : items;
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : [...shown];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

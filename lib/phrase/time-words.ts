/** How an instant is put into words: `3 hours ago`, `ends in 9 days`, `for 12 days`. */
export type TimeKind = 'ago' | 'ends' | 'for';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Seconds below which two instants count as the same. */
const MOMENT = 45;

/** Says where an instant lies, seen from now. `seconds` since then; negative for what is to come. */
export function timeWords(kind: TimeKind, seconds: number): string {
  switch (kind) {
    case 'ago':
      return relative(seconds);
    case 'ends':
      return seconds < 0 ? `ends ${seconds > -MOMENT ? 'within a minute' : relative(seconds)}` : `ended ${relative(seconds)}`;
    case 'for':
      return `for ${span(Math.max(0, seconds))}`;
  }
}

function relative(seconds: number): string {
  if (Math.abs(seconds) < MOMENT) return 'just now';
  return seconds < 0 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
}

/** `4 minutes`; whole units, rounded down. */
function span(seconds: number): string {
  const [count, unit] =
    seconds < HOUR
      ? [Math.max(1, Math.floor(seconds / MINUTE)), 'minute']
      : seconds < 2 * DAY
        ? [Math.floor(seconds / HOUR), 'hour']
        : [Math.floor(seconds / DAY), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * Seconds of the wall clock in an IANA time zone at a moment, counted as if it were UTC: what `nextRuns` starts from. Throws a RangeError
 * on an invalid zone, and on an invalid date.
 */
export function wallClock(at: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: timezone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000;
}

import type { Calendar } from './calendar.ts';
import { EVERY_WEEKDAY } from './weekdays.ts';

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;
/** From 1970 to 2199. */
const EVERY_YEAR = 230;

/**
 * The next `count` runs strictly after `after`; fewer when the expression ends, as every one does with the year 2199. Times are seconds of
 * the wall clock, counted as if it were UTC (`Date.UTC(…) / 1000`), so that daylight saving does not enter.
 */
export function nextRuns(calendar: Calendar, after: number, count: number): readonly number[] {
  const from = Math.floor(after) + 1;
  const runs: number[] = [];
  for (const day of runDays(calendar, Math.floor(from / DAY))) {
    for (const second of runSeconds(calendar, from - day * DAY)) {
      if (runs.length >= count) return runs;
      runs.push(day * DAY + second);
    }
  }
  return runs;
}

/** Longest time in seconds between two runs following each other, from 1970 to 2199; Infinity when it runs once or never. */
export function longestGap(calendar: Calendar): number {
  const { seconds, minutes, hours } = calendar;
  const minute = repeat(MOMENT, seconds.values, 1);
  const day = repeat(repeat(minute, minutes.values, MINUTE), hours.values, HOUR);
  const { gap } = repeat(day, isEveryDate(calendar) ? daysOfTwoWeeks(calendar) : runDays(calendar, 0), DAY);
  return gap === 0 ? Infinity : gap;
}

/** Whether nothing but the day of the week says on which days it runs. Each week is then like the one before. */
function isEveryDate({ years, months, days }: Calendar): boolean {
  return years.values.length === EVERY_YEAR && months.values.length === 12 && days.values.length === 31;
}

function daysOfTwoWeeks({ weekdays }: Calendar): readonly number[] {
  return [...weekdays.values, ...weekdays.values.map((day) => day + 7)];
}

/** Days since 1970 on which it runs, ascending, none before `from`. */
function* runDays({ years, months, days, weekdays }: Calendar, from: number): Generator<number> {
  const wanted = EVERY_WEEKDAY.values.map((day) => weekdays.values.includes(day));
  for (const year of years.values) {
    if (daysUntil(year + 1, 1) <= from) continue;
    for (const month of months.values) {
      const start = daysUntil(year, month);
      const length = daysUntil(year, month + 1) - start;
      for (const day of days.values) {
        if (day > length) break;
        const date = start + day - 1;
        // The first day of 1970 was a Thursday.
        if (date >= from && wanted[(date + 3) % 7]) yield date;
      }
    }
  }
}

/** Days from 1970 to the first of a month; month 13 is January of the next year. */
function daysUntil(year: number, month: number): number {
  return Date.UTC(year, month - 1) / (DAY * 1000);
}

/** Seconds of a day at which it runs, ascending, none before `from`. */
function* runSeconds({ hours, minutes, seconds }: Calendar, from: number): Generator<number> {
  for (const hour of hours.values) {
    if ((hour + 1) * HOUR <= from) continue;
    for (const minute of minutes.values) {
      const start = hour * HOUR + minute * MINUTE;
      if (start + MINUTE <= from) continue;
      for (const second of seconds.values) if (start + second >= from) yield start + second;
    }
  }
}

/** First and last run of a stretch of time, in seconds from its start, and the longest gap within it; 0 when it runs once or never. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly gap: number;
}

const MOMENT: Stretch = { first: 0, last: 0, gap: 0 };

/** The same stretch beginning at each of `starts`, ascending, in units of so many seconds. */
function repeat(stretch: Stretch, starts: Iterable<number>, unit: number): Stretch {
  let begin: number | undefined;
  let end = 0;
  let gap = stretch.gap;
  for (const start of starts) {
    const first = start * unit + stretch.first;
    if (begin === undefined) begin = first;
    else gap = Math.max(gap, first - end);
    end = start * unit + stretch.last;
  }
  return begin === undefined ? MOMENT : { first: begin, last: end, gap };
}

import type { Component } from './component.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NUMBERS = new Map(DAYS.flatMap((day, number) => [day, short(day)].map((name) => [name.toLowerCase(), number])));

/** Monday is 0. */
export const EVERY_WEEKDAY: Component = { normal: '*', ended: '*', values: DAYS.map((_, number) => number) };

/** Reads `Mon..Fri,sunday`. undefined when systemd would refuse it, as it does a range over the end of the week. */
export function parseWeekdays(text: string): Component | undefined {
  const ranges = text.split(',').map(parseRange);
  if (!ranges.every((range) => range !== undefined)) return undefined;
  const values = EVERY_WEEKDAY.values.filter((day) => ranges.some(([from, to]) => from <= day && day <= to));
  const normal = print(values);
  return values.length === DAYS.length ? EVERY_WEEKDAY : { normal, ended: normal, values };
}

function parseRange(text: string): readonly [from: number, to: number] | undefined {
  const [from, to, ...rest] = text.split('..').map((name) => NUMBERS.get(name.toLowerCase()) ?? Number.NaN);
  if (from === undefined || rest.length > 0) return undefined;
  // Nothing is at most NaN.
  return from <= (to ?? from) ? [from, to ?? from] : undefined;
}

/** Days that follow each other are a range, two of them a list. */
function print(values: readonly number[]): string {
  const starts = values.filter((day) => !values.includes(day - 1));
  const ends = values.filter((day) => !values.includes(day + 1));
  return starts
    .map((start, index) => {
      const end = ends[index] ?? start;
      const names = [...new Set([start, end])].map((day) => short(DAYS[day] ?? ''));
      return names.join(end - start > 1 ? '..' : ',');
    })
    .join(',');
}

function short(day: string): string {
  return day.slice(0, 3);
}

import type { Calendar } from './calendar.ts';
import type { Component } from './component.ts';

/** Characters that the strictest of those who read it takes. */
const LONGEST = 128;

/**
 * A calendar expression as schedulers that look at the clock once a minute take it: a subset of systemd's.
 * Ranges with steps become lists, since it has none. undefined for what it cannot say: seconds, years, and what gets too long.
 */
export function minuteForm({ weekdays, years, months, days, hours, minutes, seconds }: Calendar): string | undefined {
  if (years.normal !== '*' || seconds.values.length !== 1 || seconds.values[0] !== 0) return undefined;
  const week = weekdays.normal === '*' ? [] : [weekdays.values.map((day) => DAYS[day]).join(',')];
  const isEveryDay = months.normal === '*' && days.normal === '*';
  const date = isEveryDay ? [] : [`*-${list(months, 1, 12)}-${list(days, 1, 31)}`];
  const text = [...week, ...date, `${list(hours, 0, 23)}:${list(minutes, 0, 59)}`].join(' ');
  return text.length <= LONGEST ? text : undefined;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `*`, `0/15` where it goes on in equal steps to the end, else each value. */
function list({ values }: Component, least: number, most: number): string {
  const [first = least, second = first] = values;
  if (values.length === most - least + 1) return '*';
  const step = second - first;
  const isRepetition = values.length > 2 && values.every((value, at) => value === first + at * step) && (values.at(-1) ?? 0) + step > most;
  return isRepetition ? `${digits(first)}/${step}` : values.map(digits).join(',');
}

const digits = (value: number): string => String(value).padStart(2, '0');

import type { Calendar } from './calendar.ts';
import type { Component } from './component.ts';

/**
 * A calendar expression as the five fields of cron: minute, hour, day, month, weekday. undefined for what they cannot say: seconds, years, and
 * weekdays together with days of the month, which cron joins by "or".
 */
export function cronForm({ weekdays, years, months, days, hours, minutes, seconds }: Calendar): string | undefined {
  if (years.normal !== '*' || seconds.values.length !== 1 || seconds.values[0] !== 0) return undefined;
  const dayOfMonth = field(days, 1, 31);
  // Monday is 0 there and 1 here; Sunday comes first.
  const week = weekdays.values.map((day) => (day + 1) % 7).sort((a, b) => a - b);
  const dayOfWeek = field({ values: week }, 0, 6);
  if (dayOfMonth !== '*' && dayOfWeek !== '*') return undefined;
  return [field(minutes, 0, 59), field(hours, 0, 23), dayOfMonth, field(months, 1, 12), dayOfWeek].join(' ');
}

/** `*` for all that there are, else each value: steps and ranges are read alike by few. */
function field({ values }: Pick<Component, 'values'>, least: number, most: number): string {
  return values.length === most - least + 1 ? '*' : values.join(',');
}

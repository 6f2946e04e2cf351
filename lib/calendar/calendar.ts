import { type Component, type ComponentKind, parseComponent } from './component.ts';
import { EVERY_WEEKDAY, parseWeekdays } from './weekdays.ts';

/**
 * A systemd calendar expression (systemd.time(7)) as far as Rackbook takes it: no time zone, no days counted from the end of the month
 * (`~`), no moment (`@`), no fraction of a second, no year of two digits, and no spelling that systemd keeps for old files alone.
 */
export interface Calendar {
  /** As written. */
  readonly text: string;
  /** Monday is 0. */
  readonly weekdays: Component;
  readonly years: Component;
  /** January is 1. */
  readonly months: Component;
  readonly days: Component;
  readonly hours: Component;
  readonly minutes: Component;
  readonly seconds: Component;
}

const COMPONENTS = ['weekdays', 'years', 'months', 'days', 'hours', 'minutes', 'seconds'] as const;
const LONGEST_TEXT = 200;
/** ASCII alone: to lower case, the Kelvin sign is a letter of `weekly`. */
const PRINTABLE = /^[ -~]+$/;
const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ['minutely', '*:*'],
  ['hourly', '*:00'],
  ['daily', '*-*-*'],
  ['weekly', 'Mon'],
  ['monthly', '*-*-01'],
  ['quarterly', '*-01,04,07,10-01'],
  ['semiannually', '*-01,07-01'],
  ['yearly', '*-01-01'],
  ['annually', '*-01-01'],
]);
// systemd runs nothing before or after these years.
const YEARS: ComponentKind = { least: 1970, most: 2199, width: 4 };
const MONTHS: ComponentKind = { least: 1, most: 12, width: 2 };
const DAYS: ComponentKind = { least: 1, most: 31, width: 2 };
const HOURS: ComponentKind = { least: 0, most: 23, width: 2 };
const MINUTES: ComponentKind = { least: 0, most: 59, width: 2 };
const SECONDS: ComponentKind = { least: 0, most: 59, width: 2, inMillionths: true };

/**
 * undefined when systemd would refuse it or Rackbook does not take it. A day that never comes, `*-02-30` or one in the past, is taken as
 * systemd takes it: `nextRuns` tells.
 */
export function parseCalendar(text: string): Calendar | undefined {
  if (text.length > LONGEST_TEXT || !PRINTABLE.test(text)) return undefined;
  const words = (SHORTHANDS.get(text.toLowerCase()) ?? text).split(/ +/);
  const take = (mark: RegExp) => (mark.test(words[0] ?? '') ? words.shift() : undefined);
  const week = take(/^[A-Za-z]/);
  const date = take(/-/)?.split('-') ?? ['*', '*', '*'];
  const time = take(/:/)?.split(':') ?? ['00', '00'];
  if (words.length > 0 || date.length > 3 || time.length > 3) return undefined;

  const [year = '', month = '', day = ''] = date.length === 2 ? ['*', ...date] : date;
  const [hour = '', minute = '', second = '00'] = time;
  const weekdays = week === undefined ? EVERY_WEEKDAY : parseWeekdays(week);
  const years = parseComponent(year, YEARS);
  const months = parseComponent(month, MONTHS);
  const days = parseComponent(day, DAYS);
  const hours = parseComponent(hour, HOURS);
  const minutes = parseComponent(minute, MINUTES);
  const seconds = parseComponent(second, SECONDS);
  return weekdays && years && months && days && hours && minutes && seconds
    ? { text, weekdays, years, months, days, hours, minutes, seconds }
    : undefined;
}

/** Normal form exactly as `systemd-analyze calendar` prints it. */
export function normalForm(calendar: Calendar): string {
  return print(calendar, 'normal');
}

/** What to write into a timer: the normal form with an end to each repetition that systemd would otherwise skip a run after. */
export function timerForm(calendar: Calendar): string {
  return print(calendar, 'ended');
}

function print(calendar: Calendar, form: 'normal' | 'ended'): string {
  const [weekdays, years, months, days, hours, minutes, seconds] = COMPONENTS.map((name) => calendar[name][form]);
  return `${weekdays === '*' ? '' : `${weekdays} `}${years}-${months}-${days} ${hours}:${minutes}:${seconds}`;
}

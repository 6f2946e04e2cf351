import { model } from './lab.ts';

const options = {
  timeZone: model.lab.timezone,
  hourCycle: 'h23',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;
const short = new Intl.DateTimeFormat('en-GB', options);
const long = new Intl.DateTimeFormat('en-GB', { ...options, year: 'numeric', timeZoneName: 'short' });

/** `22 Nov, 19:41` in the lab's time zone. */
export const shortTime = (iso: string): string => short.format(new Date(iso));

/** `22 Nov 2026, 19:41 CET` in the lab's time zone. */
export const longTime = (iso: string): string => long.format(new Date(iso));

import type { TimeKind } from '../../lib/phrase/time-words.ts';
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

/** An instant for a page that cannot know its age: `22 Nov, 19:41`, `ends 9 Dec, 08:00`, `since 22 Nov, 19:41`. */
export function absoluteTime(kind: TimeKind, iso: string): string {
  switch (kind) {
    case 'ago':
      return shortTime(iso);
    case 'ends':
      return `${Date.parse(iso) > Date.now() ? 'ends' : 'ended'} ${shortTime(iso)}`;
    case 'for':
      return `since ${shortTime(iso)}`;
  }
}

/** `22 Nov, 19:41` in the lab's time zone. */
export const shortTime = (iso: string): string => short.format(new Date(iso));

/** `22 Nov 2026, 19:41 CET` in the lab's time zone. */
export const longTime = (iso: string): string => long.format(new Date(iso));

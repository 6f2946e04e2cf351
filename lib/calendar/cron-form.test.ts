import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalendar } from './calendar.ts';
import { cronForm } from './cron-form.ts';

const form = (text: string) => {
  const calendar = parseCalendar(text);
  if (!calendar) throw new Error(`${text} is no calendar expression`);
  return cronForm(calendar);
};

describe('cronForm', () => {
  it.each([
    ['daily', '0 0 * * *'],
    ['hourly', '0 * * * *'],
    ['weekly', '0 0 * * 1'],
    ['Sun 04:30', '30 4 * * 0'],
    ['Sat,Sun 04:30', '30 4 * * 0,6'],
    ['Mon..Fri 22:00', '0 22 * * 1,2,3,4,5'],
    ['monthly', '0 0 1 * *'],
    ['quarterly', '0 0 1 1,4,7,10 *'],
    ['*:0/15', '0,15,30,45 * * * *'],
    ['*-*-1,15 2:30', '30 2 1,15 * *'],
  ])('writes %s as %s', (text, wanted) => {
    expect(form(text)).toBe(wanted);
  });

  it.each(['*-*-* 01:00:30', '2027-*-* 01:00', '*:*:0/10', 'Mon *-*-1 02:00'])('has no words for %s', (text) => {
    expect(form(text)).toBeUndefined();
  });

  it('means the same minutes of the same days', () => {
    const some = (least: number, most: number) => fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 4 });
    const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    fc.assert(
      fc.property(some(0, 6), some(0, 23), some(0, 59), (days, hours, minutes) => {
        const cron = form(`${days.map((day) => week[day]).join(',')} ${hours.join(',')}:${minutes.join(',')}`);
        const [minute = '', hour = '', , , weekday = ''] = cron?.split(' ') ?? [];
        const read = (text: string) => text.split(',').map(Number);
        // As JavaScript counts them, which is as cron does.
        const inWeek = days.map((day) => new Date(Date.UTC(2024, 0, 1 + day)).getUTCDay());
        expect([read(minute), read(hour), read(weekday)]).toEqual(
          [minutes, hours, inWeek].map((values) => values.toSorted((a, b) => a - b)),
        );
      }),
    );
  });
});

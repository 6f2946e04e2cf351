import { describe, expect, it } from 'vitest';
import { parseCalendar } from './calendar.ts';
import { minuteForm } from './minute-form.ts';

const form = (text: string) => {
  const calendar = parseCalendar(text);
  if (!calendar) throw new Error(`${text} is no calendar expression`);
  return minuteForm(calendar);
};

describe('minuteForm', () => {
  it.each([
    ['daily', '00:00'],
    ['*-*-* 01:00:00', '01:00'],
    ['*-*-* 00/6:45:00', '00/6:45'],
    ['hourly', '*:00'],
    ['*:0/15', '*:00/15'],
    ['Mon..Fri 22:30', 'mon,tue,wed,thu,fri 22:30'],
    ['Sun *-*-* 04:00:00', 'sun 04:00'],
    ['monthly', '*-*-01 00:00'],
    ['quarterly', '*-01/3-01 00:00'],
    // A range with steps ends before the end of the day.
    ['*-*-* 8..16/4:00', '08,12,16:00'],
    ['*-*-1,15 2:30', '*-*-01,15 02:30'],
  ])('writes %s as %s', (text, wanted) => {
    expect(form(text)).toBe(wanted);
  });

  it.each(['*-*-* 01:00:30', '2027-*-* 01:00', '*:*:0/10'])('has no words for %s', (text) => {
    expect(form(text)).toBeUndefined();
  });

  it('has no words for what is too long', () => {
    expect(
      form('*-1,2,4,5,7,8,10,11-1,2,4,5,7,8 0,1,3,4,6,7,9,10,12,13,15,16,18,19:1,2,4,5,7,8,10,11,13,14,16,17,19,20,22,23,25,26'),
    ).toBeUndefined();
  });
});

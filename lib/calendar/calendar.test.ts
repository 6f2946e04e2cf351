import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, normalForm, parseCalendar, timerForm } from './calendar.ts';
import { longestGap, nextRuns } from './runs.ts';
import { wallClock } from './wall-clock.ts';

const calendar = (text: string): Calendar => {
  const parsed = parseCalendar(text);
  if (parsed === undefined) throw new Error(`${JSON.stringify(text)} is refused`);
  return parsed;
};
const seconds = (iso: string) => Date.parse(`${iso}Z`) / 1000;
const runs = (text: string, after: string, count: number) =>
  nextRuns(calendar(text), seconds(after), count).map((run) => new Date(run * 1000).toISOString().slice(0, 19));

describe('parseCalendar', () => {
  it.each([
    ['minutely', '*-*-* *:*:00'],
    ['hourly', '*-*-* *:00:00'],
    ['DAILY', '*-*-* 00:00:00'],
    ['Weekly', 'Mon *-*-* 00:00:00'],
    ['monthly', '*-*-01 00:00:00'],
    ['quarterly', '*-01,04,07,10-01 00:00:00'],
    ['semiannually', '*-01,07-01 00:00:00'],
    ['yearly', '*-01-01 00:00:00'],
    ['annually', '*-01-01 00:00:00'],
    ['sat,Thursday..FRI,Mon', 'Mon,Thu..Sat *-*-* 00:00:00'],
    ['Sat,Sun 3:5', 'Sat,Sun *-*-* 03:05:00'],
    ['Mon,Mon..Mon', 'Mon *-*-* 00:00:00'],
    ['Mon..Sun  4:00', '*-*-* 04:00:00'],
    ['2030-2-3', '2030-02-03 00:00:00'],
    ['12-24 18:30', '*-12-24 18:30:00'],
    ['Mon *-*-1..7   2:00', 'Mon *-*-01..07 02:00:00'],
    ['*:0/15', '*-*-* *:00/15:00'],
    ['9..17/2:30', '*-*-* 09..17/2:30:00'],
    ['9..18/2:30', '*-*-* 09..17/2:30:00'],
    ['5,3,5,1..2:0', '*-*-* 01..02,03,05:00:00'],
    ['1..4/5:0', '*-*-* 01:00:00'],
    ['3..3:0', '*-*-* 03:00:00'],
    ['*-*-1..33/5', '*-*-01..31/5 00:00:00'],
    ['1:1:0/1', '*-*-* 01:01:*'],
    ['1:1:0/1,5', '*-*-* 01:01:*'],
    ['1:0/1,5:0', '*-*-* 01:00/1,05:00'],
    ['1:1:5..5/1', '*-*-* 01:01:05'],
    ['*-02-30', '*-02-30 00:00:00'],
  ])('reads %j as %j', (text, normal) => {
    expect(normalForm(calendar(text))).toBe(normal);
    expect(normalForm(calendar(normal))).toBe(normal);
    expect(calendar(text).text).toBe(text);
  });

  it.each([
    ...['', ' ', 'never', ' daily', 'daily ', 'Mon daily', 'constructor', 'wee\u212aly', 'daily\n', 'Mon\t1:00', '*', '10', '10-', '1:'],
    ...['24:00', '23:60', '23:59:60', '13-1', '0-1', '*-0', '*-*-32', '1969-1-1', '2200-1-1', '1-1-1-1', '1:1:1:1', '*-*-*T10:00'],
    ...[
      'Fri..Mon',
      'Mon..',
      '..Mon',
      'Mon..Wed..Fri',
      'Mon...Fri',
      'Mon,,Tue',
      ',Mon',
      'Mond',
      'Mon Tue',
      'Mon,1:00',
      'Mon 10',
      '1:00 Mon',
    ],
    ...[
      '*/2:0',
      '*:*/15',
      '*,1:0',
      '1,*:0',
      '*..5:0',
      '5..3:0',
      '1/0:0',
      '1..9/0:0',
      '0:0/60',
      '0:1/59',
      '-1:0',
      '+1:0',
      '1..2..3:0',
      '1/2/3:0',
    ],
    ...['1:1:5..5', '1:1:0..0', '1..4/2147483648:0', '1:1:1..4/2148', '99999999999999999999:0', '1,,2:0', '1,:0', '1: 2', '0x1:0', '1e1:0'],
  ])('refuses %j as systemd does', (text) => {
    expect(parseCalendar(text)).toBeUndefined();
  });

  it.each([
    ...['daily UTC', '1:00 Europe/Berlin', '*-*~1', '@0', '1:1:1.5', '24-12-24', 'Mon-Fri', 'Mon,', '1-1 ', 'anually', 'bi-annually'],
    `1:${'0'.repeat(200)}`,
  ])('does not take %j, which systemd would', (text) => {
    expect(parseCalendar(text)).toBeUndefined();
  });

  it('answers on any text, and fast', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789*/.,-: MonTue'), maxLength: 200 }),
    );
    const started = performance.now();
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseCalendar(text);
        if (parsed) expect(parseCalendar(normalForm(parsed))).toMatchObject({ ...parsed, text: normalForm(parsed) });
      }),
    );
    for (const part of ['1..', '1/', '1,', '1-', '1:', ' ', 'Mon,', 'Mon..', '*', '9']) {
      parseCalendar(part.repeat(200 / part.length));
      parseCalendar(part.repeat(1_000_000));
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('timerForm', () => {
  it.each([
    ['0/7:0', '*-*-* 00..21/7:00:00'],
    ['*:5/7:0/25,3', '*-*-* *:05..54/7:00..50/25,03'],
    ['2030/2-1/5-1/10', '2030/2-01..11/5-01..31/10 00:00:00'],
    ['1/22,1..23/22:0', '*-*-* 01..23/22:00:00'],
    ['Mon..Wed *:0/15:0/1', 'Mon..Wed *-*-* *:00/15:*'],
    ['1..9/2:*:*', '*-*-* 01..09/2:*:*'],
  ])('of %j is %j, with the same runs', (text, form) => {
    expect(timerForm(calendar(text))).toBe(form);
    expect(nextRuns(calendar(form), 0, 50)).toEqual(nextRuns(calendar(text), 0, 50));
  });
});

describe('nextRuns', () => {
  it.each<[string, string, readonly string[]]>([
    ['daily', '2024-02-28T00:00:00', ['2024-02-29T00:00:00', '2024-03-01T00:00:00']],
    ['*:0/20', '2024-12-31T23:30:00', ['2024-12-31T23:40:00', '2025-01-01T00:00:00']],
    ['*:*:*', '2024-01-01T00:00:58', ['2024-01-01T00:00:59', '2024-01-01T00:01:00']],
    ['Mon..Fri 3:00', '2024-03-01T02:59:59', ['2024-03-01T03:00:00', '2024-03-04T03:00:00']],
    ['*-*-31,1', '2023-02-02T00:00:00', ['2023-03-01T00:00:00', '2023-03-31T00:00:00']],
    ['Mon *-02-29', '2070-01-01T00:00:00', ['2072-02-29T00:00:00', '2112-02-29T00:00:00']],
    ['2030..2031-1-1', '2030-01-01T00:00:00', ['2031-01-01T00:00:00']],
    ['2020-1-1', '2024-01-01T00:00:00', []],
    ['yearly', '2198-06-01T00:00:00', ['2199-01-01T00:00:00']],
  ])('of %j after %s are %j', (text, after, expected) => {
    expect(runs(text, after, 2)).toEqual(expected);
  });

  it('are after a fraction of a second, and none of none', () => {
    expect(nextRuns(calendar('*:*:*'), 10.5, 2)).toEqual([11, 12]);
    expect(nextRuns(calendar('daily'), 0, 0)).toEqual([]);
    expect(nextRuns(calendar('daily'), Number.NEGATIVE_INFINITY, 1)).toEqual([0]);
    expect(nextRuns(calendar('daily'), Number.NaN, 1)).toEqual([]);
  });

  it.each(['*-02-30', 'Mon *-04,06-31 *:*:*', 'Mon 2030-01-01'])('end for %j, which never comes', (text) => {
    expect(runs(text, '2024-01-01T00:00:00', 5)).toEqual([]);
    expect(longestGap(calendar(text))).toBe(Infinity);
  });
});

describe('longestGap', () => {
  const HOUR = 3_600;
  const DAY = 24 * HOUR;
  it.each([
    ['*:*:*', 1],
    ['minutely', 60],
    ['*:*:10,50', 40],
    ['*:0/50', 50 * 60],
    ['hourly', HOUR],
    ['6..22/4:00', 8 * HOUR],
    ['2:00:00,30', DAY - 30],
    ['daily', DAY],
    ['Mon..Fri 3:00', 3 * DAY],
    ['weekly', 7 * DAY],
    ['monthly', 31 * DAY],
    ['*-*-31', 61 * DAY],
    ['*-*-30', 60 * DAY],
    ['quarterly', 92 * DAY],
    ['yearly', 366 * DAY],
    // There is no leap year between 2096 and 2104.
    ['*-02-29', 2921 * DAY],
    ['Sun *-02-29', 14609 * DAY],
    ['2030,2040-01-01', 3652 * DAY],
    ['2030-01-01 3,4:00', HOUR],
    ['2030-01-01', Infinity],
  ])('of %j is %d', (text, expected) => {
    expect(longestGap(calendar(text))).toBe(expected);
  });

  it('is the longest between any two runs', () => {
    for (const text of [
      'Sun,Wed,Thu 4..9/5:10',
      'Mon,Thu *-*-1..20/3 4..9/5:10/25:7',
      '2024..2031-2/3-5/7 *:30',
      'Tue 2020/3-*-28..31 1,23:59:59',
    ]) {
      const all = nextRuns(calendar(text), 0, Infinity);
      const gaps = all.slice(1).map((run, index) => run - all[index]!);
      expect(longestGap(calendar(text))).toBe(gaps.reduce((a, b) => Math.max(a, b)));
    }
  });

  it('and the next runs take milliseconds', () => {
    const texts = ['*:*:*', 'daily', 'Mon *-02-30', 'Sun *-02-29', '2199-12-31 23:59:59'].map(calendar);
    const started = performance.now();
    for (const each of texts) expect([longestGap(each), ...nextRuns(each, seconds('2024-01-01T12:00:00'), 5)].length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('wallClock', () => {
  it.each([
    ['2024-07-01T12:00:00', 'UTC', '2024-07-01T12:00:00'],
    ['2024-07-01T22:30:15', 'Europe/Berlin', '2024-07-02T00:30:15'],
    ['2024-01-01T12:00:00', 'Europe/Berlin', '2024-01-01T13:00:00'],
    ['2024-10-27T00:30:00', 'Europe/Berlin', '2024-10-27T02:30:00'],
    ['2024-10-27T01:30:00', 'Europe/Berlin', '2024-10-27T02:30:00'],
    ['2024-01-01T00:00:00', 'America/New_York', '2023-12-31T19:00:00'],
    ['2024-01-01T00:00:00', 'Asia/Kathmandu', '2024-01-01T05:45:00'],
  ])('at %s in %s says %s', (at, timezone, expected) => {
    expect(wallClock(new Date(`${at}.999Z`), timezone)).toBe(seconds(expected));
  });

  it('throws on an invalid zone', () => {
    expect(() => wallClock(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
  });
});

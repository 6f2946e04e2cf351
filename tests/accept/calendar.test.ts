/** Calendar expressions are read as the real systemd reads them: the same normal form, the same next runs, the same refusals. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalForm, parseCalendar, timerForm } from '../../lib/calendar/calendar.ts';
import { longestGap, nextRuns } from '../../lib/calendar/runs.ts';
import { toolOf } from '../../registry/catalog.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';

const found = await findTool(toolOf('systemd-analyze'));
const missing = isMissing(found) ? found.missing : undefined;
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/calendar.test.ts: ${missing}\n`);

it.runIf(missing !== undefined && process.env['CI'] === 'true')('systemd-analyze is there in CI', () => {
  expect(missing).toBeUndefined();
});

const SHORTHANDS = ['minutely', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly', 'annually'];
const WEEKDAYS = ['Mon', 'tue', 'WED', 'Thursday', 'friday', 'Sat', 'Sunday'];
/** Where systemd counts seconds otherwise than the rest, shortens a range before it looks at it, or runs past the end of a repetition. */
const TRICKY = [
  ...[
    '*:*:0/1',
    '*:*:0/1,5',
    '*:*:0,0/1',
    '*:0/1,5:0',
    '*:*:0/2,0',
    '1:1:5..5/1',
    '1..4/5:0',
    '1..4/100:0',
    '3..3:0',
    '*-*-1..33/5',
    '*-*-31,1',
  ],
  ...['*-*-1/7', '*-1/11-1/29', '0/7:00', '*:0/7', '*:*:0/7', '2030/2-1-1', 'Sun *-02-29', '*-02-30', 'Mon,Tue..Thu,sunday', '0:0:59'],
];
const spaces = fc.constantFrom(' ', ' ', '   ');

const span = (least: number, most: number, ofSeconds: boolean) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }), fc.integer({ min: 1, max: most + 5 }), fc.nat(3))
    .map(([a, b, step, form]) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const digits = step % 2 ? String(first).padStart(2, '0') : String(first);
      if (form === 1 && (last > first || !ofSeconds)) return `${digits}..${last}`;
      if (form === 2 && most > first) return `${digits}/${1 + (step % (most - first))}`;
      return form === 3 ? `${digits}..${last}/${step}` : digits;
    });
const component = (least: number, most: number, ofSeconds = false) =>
  fc.oneof(
    fc.constant('*'),
    fc.array(span(least, most, ofSeconds), { minLength: 1, maxLength: 3 }).map((spans) => spans.join(',')),
  );

const weekdayRange = fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()).map(([a, b, alone]) => {
  const names = [Math.min(a, b), Math.max(a, b)].map((day) => WEEKDAYS[day] ?? '');
  return alone ? (names[0] ?? '') : names.join('..');
});
const week = fc.array(weekdayRange, { minLength: 1, maxLength: 3 }).map((ranges) => ranges.join(','));
const date = fc
  .tuple(fc.option(fc.oneof(component(1970, 2199), component(2024, 2032))), component(1, 12), component(1, 31))
  .map(([year, month, day]) => (year === null ? `${month}-${day}` : `${year}-${month}-${day}`));
const time = fc
  .tuple(component(0, 23), component(0, 59), fc.option(component(0, 59, true)))
  .map(([hour, minute, second]) => (second === null ? `${hour}:${minute}` : `${hour}:${minute}:${second}`));
const valid = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...TRICKY) },
  { weight: 1, arbitrary: fc.constantFrom(...SHORTHANDS, ...SHORTHANDS.map((name) => name.toUpperCase())) },
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.option(week), fc.option(date), fc.option(time), spaces)
      .map(([week, date, time, space]) => [week, date, time].filter((part) => part !== null).join(space))
      .filter((text) => text !== '' && text.length <= 200),
  },
);

const edit = fc.tuple(fc.nat(200), fc.nat(2), fc.constantFrom('', ...'0123456789*/.,-:~@ aMT', '..', '/0', '*/2', 'Mon', ' UTC'));
const mutated = fc
  .tuple(valid, fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([text, edits]) =>
    edits.reduce((old, [place, drop, put]) => {
      const at = place % (old.length + 1);
      return old.slice(0, at) + put + old.slice(at + drop);
    }, text),
  )
  .filter((text) => text.length <= 200);

/** What systemd takes and Rackbook does not, in the order of the contract of `Calendar`. */
const LEFT_OUT = [
  / UTC$/,
  /~/,
  /@/,
  /(?<!\.)\.(?!\.)/,
  // A year of two digits.
  /^([a-z.,]+ +)?[^ -]*\b0*\d\d?\b[^ -]*-[^ -]+-/i,
  // Old files: `Mon-Fri`, a list or a line that goes on to nothing, other spellings.
  /^[a-z.,]+-[a-z]/i,
  /^[a-z.,]+,( |$)/i,
  / $/,
  /^(anually|bi-?annually|semi-annually)$/i,
];

const moment = fc.oneof(
  fc.integer({ min: 86_400, max: Date.UTC(2199, 11, 31) / 1000 }),
  fc.integer({ min: Date.UTC(2024, 0) / 1000, max: Date.UTC(2032, 0) / 1000 }),
);
const some = (text: fc.Arbitrary<string>) => fc.array(text, { minLength: 1, maxLength: 60, size: 'max' });
const when = (run: number) => new Date(run * 1000).toISOString().slice(0, 19).replace('T', ' ');

interface Answer {
  readonly normal: string;
  readonly runs: readonly string[];
}

/** What systemd says of each, undefined for what it refuses. */
async function askSystemd(texts: readonly string[], after: number): Promise<readonly (Answer | undefined)[]> {
  if (isMissing(found)) throw new Error(found.missing);
  const argv = [...found.argv, 'calendar', '--iterations=5', `--base-time=@${after}`, '--', ...texts];
  const { code, stdout, stderr } = await run(argv, { env: { TZ: 'UTC', LC_ALL: 'C' } });
  const refused = new Set(texts.filter((text) => stderr.includes(`calendar specification '${text}': `)));
  const answers = stdout
    .split('Normalized form: ')
    .slice(1)
    .map((block) => ({
      normal: block.split('\n')[0] ?? '',
      runs: [...block.matchAll(/(?:Next elapse|Iter\. #\d|Iteration #\d): \w{3} (\d+-\d\d-\d\d \d\d:\d\d:\d\d) UTC$/gm)].map(
        ([, at]) => at ?? '',
      ),
    }))
    .values();
  const said = texts.map((text) => (refused.has(text) ? undefined : answers.next().value));
  if (answers.next().done !== true || (code === 0) !== (refused.size === 0)) throw new Error(`${code}\n${stdout}\n${stderr}`);
  if (said.some((answer, index) => answer === undefined && !refused.has(texts[index]!))) throw new Error(`${stdout}\n${stderr}`);
  return said;
}

describe.skipIf(missing !== undefined)('a calendar expression', () => {
  it('has the normal form that systemd says, and in a timer the next runs that systemd says', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(some(valid), moment, async (texts, after) => {
        const calendars = texts.map((text) => parseCalendar(text)!);
        const written = await askSystemd(texts, after);
        expect(calendars.map(normalForm)).toEqual(written.map((answer) => answer?.normal));
        const timers = await askSystemd(calendars.map(timerForm), after);
        const expected = calendars.map((calendar) => ({ normal: timerForm(calendar), runs: nextRuns(calendar, after, 5).map(when) }));
        expect(timers).toEqual(expected);
        // Written as it was, a repetition without an end skips runs in some versions.
        expect(written).toEqual(
          written.map((answer, index) => (normalForm(calendars[index]!) === expected[index]?.normal ? expected[index] : answer)),
        );
        runs += expected.reduce((sum, answer) => sum + answer.runs.length, 0);
      }),
      { numRuns: 50 },
    );
    // The expressions were worth trying.
    expect(runs).toBeGreaterThan(1_000);
  });

  it('means the same in its normal form, and never rests longer than its longest gap', () => {
    fc.assert(
      fc.property(valid, moment, (text, after) => {
        const calendar = parseCalendar(text)!;
        expect(parseCalendar(normalForm(calendar))).toEqual({ ...calendar, text: normalForm(calendar) });
        const runs = nextRuns(calendar, after, 50);
        expect(nextRuns(parseCalendar(timerForm(calendar))!, after, 50)).toEqual(runs);
        const gaps = runs.slice(1).map((run, index) => run - runs[index]!);
        expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(longestGap(calendar));
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when systemd refuses it, and accepted when systemd accepts it, except for what is left out', async () => {
    const seen = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(some(mutated), async (texts) => {
        const theirs = await askSystemd(texts, 86_400);
        const differing = texts.filter((text, index) => {
          const [ours, systemd] = [parseCalendar(text) !== undefined, theirs[index] !== undefined];
          seen[ours ? 'taken' : 'refused'] += 1;
          return ours !== systemd && (ours || !LEFT_OUT.some((form) => form.test(text)));
        });
        expect(differing).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.taken, seen.refused), JSON.stringify(seen)).toBeGreaterThan(100);
  });

  it.each([
    ...[
      '',
      ' ',
      'never',
      ' daily',
      'daily ',
      'Mon daily',
      'wee\u212aly',
      '*',
      '10',
      '24:00',
      '23:60',
      '23:59:60',
      '13-1',
      '*-*-32',
      '1969-1-1',
    ],
    ...[
      '2200-1-1',
      '*-*-*T10:00',
      'Fri..Mon',
      'Mon..',
      'Mon,,Tue',
      'Mon Tue',
      '*/2:0',
      '*:*/15',
      '*,1:0',
      '5..3:0',
      '1/0:0',
      '0:0/60',
      '0:1/59',
    ],
    ...['1:1:5..5', '1:1:0..0', '1..4/2147483648:0', '1:1:1..4/2148', '1,:0', '+1:0'],
  ])('like %j is refused by both', async (text) => {
    expect(parseCalendar(text)).toBeUndefined();
    expect(await askSystemd([text, 'daily'], 86_400)).toEqual([undefined, expect.objectContaining({ normal: '*-*-* 00:00:00' })]);
  });

  it('that says something else is distinguished from it', async () => {
    const [theirs] = await askSystemd(['Mon..Thu 3:00'], Date.UTC(2024, 0) / 1000);
    expect(normalForm(parseCalendar('Mon..Fri 3:00')!)).not.toBe(theirs?.normal);
    expect(nextRuns(parseCalendar('Mon..Fri 3:00')!, Date.UTC(2024, 0) / 1000, 5).map(when)).not.toEqual(theirs?.runs);
    expect(theirs?.runs).toHaveLength(5);
  });
});

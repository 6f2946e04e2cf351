import { expect, test } from 'vitest';
import { printRecord } from './print-record.ts';
import { testRecord } from './test-record.ts';

const RECORD = testRecord({
  checks: ['a', 'b'].map((name) => ({ subject: 'lab:lab', name, ok: true, detail: 'with "quotes"\nand a line' })),
  figures: { pairs: 2, denied: 1, allowed: 3 },
  backup: { runs: [], recoveries: [{ runbook: 'r', seconds: 4, bytes: 2 }] },
});

test('is the record, as JSON with a newline at its end', () => {
  expect(JSON.parse(printRecord(RECORD))).toEqual(RECORD);
  expect(printRecord(RECORD).endsWith('}\n')).toBe(true);
});

test('has sorted keys and a line for each entry of a list', () => {
  const lines = printRecord(RECORD).split('\n');
  expect(lines.flatMap((line) => /^ {2}"(\w+)"/.exec(line)?.[1] ?? [])).toEqual(Object.keys(RECORD).toSorted());
  expect(lines.filter((line) => line.includes('"subject"'))).toEqual([
    String.raw`    {"detail":"with \"quotes\"\nand a line","name":"a","ok":true,"subject":"lab:lab"},`,
    String.raw`    {"detail":"with \"quotes\"\nand a line","name":"b","ok":true,"subject":"lab:lab"}`,
  ]);
  expect(lines).toContain('    "allowed": 3,');
});

test('is the same text whatever the order of keys, and one more check is one more line', () => {
  const turned = Object.fromEntries(Object.entries(RECORD).reverse()) as typeof RECORD;
  expect(printRecord(turned)).toBe(printRecord(RECORD));
  const more = { ...RECORD, checks: [RECORD.checks[0]!, { ...RECORD.checks[0]!, name: 'aa' }, RECORD.checks[1]!] };
  const [before, after] = [printRecord(RECORD), printRecord(more)].map((text) => text.split('\n'));
  expect(after!.length).toBe(before!.length + 1);
  expect(after!.filter((line) => !before!.includes(line)).length).toBe(1);
});

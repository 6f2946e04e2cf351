import { expect, test } from 'vitest';
import { proofTable } from './proof-table.ts';
import { testRecord } from './test-record.ts';

const check = (name: string, ok = true, detail = '401') => ({ subject: 'service:pdf', name, ok, detail });

test('has a line for each thing with several checks, and one for each kind of check that many things passed', () => {
  const checks = [check('pdf: login'), check('pdf: backend'), check('a: not there'), check('b: not there'), check('c: closed')];
  expect(proofTable(testRecord({ checks }))).toBe(
    [
      'proven  pdf        2/2      login, backend',
      'proven  not there  2/2      2 tried',
      'proven  closed     1/1      c',
      '5 of 5 checks hold, 40 s, with Traefik 3.6.12',
      '',
    ].join('\n'),
  );
});

test('says of what failed what was seen, and counts it nowhere as proven', () => {
  const table = proofTable(testRecord({ checks: [check('pdf: login', false, 'wanted 401, got 200'), check('pdf: backend')] }));
  expect(table.split('\n')).toEqual([
    'FAILED  pdf  1/2      login, backend',
    'FAILED  pdf: login',
    '        wanted 401, got 200',
    '1 of 2 checks hold, 40 s, with Traefik 3.6.12',
    '',
  ]);
});

test('takes a colon within a thing for its own', () => {
  expect(proofTable(testRecord({ checks: [check('flow a: b: counted'), check('flow a: b: seen')] }))).toContain('proven  flow a: b  2/2');
});

test('reports packets where there were some', () => {
  expect(proofTable(testRecord({ figures: { pairs: 36, allowed: 3, denied: 5 } }))).toContain(
    '36 ordered pairs of zones, 8 packets: 3 let through, 5 refused\n',
  );
});

test('lets nothing that was seen reach a terminal as a command', () => {
  const table = proofTable(testRecord({ checks: [check('pdf: \u001b[2J', false, '\u001b]0;owned\u0007')] }));
  for (const command of ['\u001b', '\u0007']) expect(table).not.toContain(command);
});

import { expect, test } from 'vitest';
import { clockFault } from './clock-fault.ts';

const MINUTE = 60_000;
const taken = Date.UTC(2026, 10, 2, 12);
const good = { taken, built: taken + MINUTE, device: taken + 3 * MINUTE };

test.each([
  ['all are right', {}, undefined],
  ['they differ by less than counts', { serverAhead: -4 * MINUTE, device: good.built - 4 * MINUTE }, undefined],
  ['the device is behind the server', { serverAhead: 7 * MINUTE }, 'The clock of this device is 7 minutes behind that of the server.'],
  [
    'the device is ahead of the server',
    { serverAhead: -50 * 60 * MINUTE },
    'The clock of this device is 2 days ahead of that of the server.',
  ],
  [
    'the device is behind the build, and the server says nothing',
    { device: good.built - 180 * MINUTE },
    'By the clock of this device this page will only be built in 3 hours, so that clock is behind, or the one of the machine that built the page is ahead.',
  ],
  [
    'the machine that took the snapshot is ahead',
    { taken: good.built + 60 * MINUTE },
    'The snapshot was taken 60 minutes after this page was built, so the clock of the machine that took it is ahead.',
  ],
])('%s', (_, change, expected) => {
  expect(clockFault({ ...good, ...change })).toBe(expected);
});

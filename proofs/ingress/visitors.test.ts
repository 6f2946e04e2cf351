import { expect, test } from 'vitest';
import { ingressLab } from './test-lab.ts';
import { visitorsOf } from './visitors.ts';

const visitors = visitorsOf(ingressLab());

test('two visitors stand in each network that leads somewhere, and none where nothing does', () => {
  expect(visitors.map(({ id }) => id)).toEqual(['visitor-1-apps', 'visitor-2-apps', 'visitor-1-guest', 'visitor-2-guest']);
});

test('they take the last addresses that no machine has and that are not handed out', () => {
  expect(visitors.map(({ ip }) => ip)).toEqual(['10.77.20.199', '10.77.20.198', '10.77.60.254', '10.77.60.253']);
});

import { expect, test } from 'vitest';
import { sampleLab } from './sample-lab.ts';
import { vantageProblem } from './vantage.ts';

const { model } = sampleLab();
const problem = 'This machine has no address in any network of the lab, so nothing was asked. Run it inside the lab.';

test.each([
  ['an address in a network of the lab', ['192.168.1.4', '10.10.20.77'], false, undefined],
  ['the same written as IPv6', ['::ffff:10.10.20.77'], false, undefined],
  ['a neighbour of the network', ['10.10.30.1'], false, problem],
  ['no address at all', [], false, problem],
  ['what is no address', ['eth0', ''], false, problem],
  ['a demo, which asks itself', [], true, undefined],
])('%s', (_, localAddresses, demo, expected) => {
  expect(vantageProblem(model, { localAddresses, demo })).toBe(expected);
});

test('a lab without monitoring gets the other way as well', () => {
  const { monitoring: _, ...lab } = model.lab;
  expect(vantageProblem({ ...model, lab }, { localAddresses: [], demo: false })).toBe(
    problem.replace('lab.', 'lab, or name what monitors it.'),
  );
});

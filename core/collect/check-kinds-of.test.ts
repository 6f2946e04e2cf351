import { expect, test } from 'vitest';
import type { CheckKinds } from '../check-kinds/check-kind.ts';
import type { Snapshot } from '../contract.ts';
import { checkKindsOf } from './check-kinds-of.ts';
import { judge } from './judge.ts';
import { sampleLab } from './sample-lab.ts';

const { model } = sampleLab();
const withKind = (checkKinds: CheckKinds) => ({
  ...model,
  systems: model.systems.map((system) => (system.id === 'docs' ? { ...system, checkKinds } : system)),
});

test('every kind of the probes and of all systems is known', () => {
  expect(checkKindsOf(withKind({ fan: { title: 'Fan', proves: 'measure' } }))).toMatchObject({
    ingress: { proves: 'ingress' },
    container: { title: 'Container', proves: 'container' },
    fan: { title: 'Fan', proves: 'measure' },
  });
});

test('a kind means one thing', () => {
  expect(() => checkKindsOf(withKind({ tcp: { title: 'TCP', proves: 'measure' } }))).toThrow(
    'generators/docs declares checks of the kind "tcp", which means another thing elsewhere.',
  );
});

const snapshotOf = (check: string): Snapshot => ({
  schema: 'rackbook/snapshot/2',
  takenAt: '2026-11-02T12:00:00.000Z',
  ttlSeconds: 900,
  sources: [],
  observations: [{ subject: 'network:mgmt', check, state: 'up', observedAt: '2026-11-02T12:00:00.000Z', source: 'a' }],
  drift: [],
});

test('what a check means is what its system says, and an undeclared kind never counts as a number', () => {
  const now = new Date('2026-11-02T12:01:00Z');
  const declared = withKind({ fan: { title: 'Fan', proves: 'direct' } });
  expect(judge(declared, snapshotOf('fan:rear'), now).bySubject.get('network:mgmt')).toMatchObject({
    state: 'up',
    checks: [{ check: 'fan:rear', title: 'Fan rear' }],
  });
  expect(() => judge(model, snapshotOf('fan:rear'), now)).toThrow(RangeError);
});

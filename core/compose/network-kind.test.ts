import { describe, expect, it } from 'vitest';
import { networkEntries } from './entry-containers.ts';
import { lenderOf, networkKindOf } from './network-kind.ts';
import { awaitedOnes, runningContainers } from './running-containers.ts';

const project = {
  services: {
    a: { network_mode: 'service:b' },
    b: { network_mode: 'service:vpn' },
    vpn: { container_name: 'the-vpn' },
    host: { network_mode: 'host' },
    old: { network_mode: 'default' },
    lone: { network_mode: 'none' },
    other: { network_mode: 'container:x' },
    named: { network_mode: 'container:the-vpn' },
    circle: { network_mode: 'service:circle' },
    off: { profiles: ['debug'] },
    none: { deploy: { replicas: 0 } },
    zero: { scale: '0' },
    plugin: { provider: { type: 'model' } },
    job: { depends_on: { a: { condition: 'service_completed_successfully' }, vpn: { condition: 'service_started' } } },
  },
};

describe('the network of a container', () => {
  it.each([
    ['a', 'networks'],
    ['vpn', 'networks'],
    ['named', 'networks'],
    ['host', 'host'],
    ['old', 'bridge'],
    ['lone', 'none'],
    ['other', 'foreign'],
    ['circle', 'foreign'],
  ])('%s: %s', (name, kind) => {
    expect(networkKindOf(project, name)).toBe(kind);
  });

  it('is that of the last lender', () => {
    expect(lenderOf(project, 'a')).toBe('vpn');
    expect(lenderOf(project, 'named')).toBe('vpn');
    expect(networkEntries({ id: 'x', expose: [{ container: 'a' }, { container: 'host' }] as never }, project)).toEqual(['vpn']);
  });
});

it('containers run unless they wait for a profile, have no instance or are none', () => {
  const off = Object.keys(project.services).filter((name) => !runningContainers(project).some(([running]) => running === name));
  expect(off).toEqual(['off', 'none', 'zero', 'plugin']);
});

it('others wait for the end of some', () => {
  expect([...awaitedOnes(project)]).toEqual(['a']);
});

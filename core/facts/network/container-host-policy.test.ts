import { describe, expect, it } from 'vitest';
import { containerHostPolicies } from './container-host-policy.ts';
import { networkLab } from './test-facts.ts';

const text = ({ ip, protocol, ports }: { ip: string; protocol: string; ports: { first: number; last: number } }) =>
  `${ip} ${protocol} ${ports.first}`;
const service = (ports: string[], more = {}) => ({
  title: 'S',
  'runs-on': 'one',
  health: { none: 'a test' },
  network: 'apps',
  compose: { services: { s: { image: 's:1', ports } } },
  ...more,
});

function policyOf(services: Record<string, unknown>) {
  const { model } = networkLab({ services });
  const [policy] = containerHostPolicies(model);
  return { answers: policy?.answers.map(text), leaves: policy?.leaves.map(text), published: policy?.published };
}

describe('the policy of a machine with a Docker Engine', () => {
  it('lets a port that is bound to an address answer there', () => {
    expect(policyOf({ a: service(['10.3.40.11:80:80']) }).answers).toEqual(['10.3.40.11 tcp 80']);
  });

  it('lets a port that is bound to all addresses answer in the network of its service', () => {
    expect(policyOf({ a: service(['80:80', '53:53/udp']) })).toMatchObject({
      answers: ['10.3.20.11 tcp 80', '10.3.20.11 udp 53', 'fd00:20::11 tcp 80', 'fd00:20::11 udp 53'],
      published: [
        { protocol: 'tcp', port: 80 },
        { protocol: 'udp', port: 53 },
      ],
    });
  });

  it('lets containers go where a service of the machine has something to do, and to the resolver', () => {
    const far = { title: 'F', 'runs-on': 'two', ports: [{ port: 8006, what: 'API' }], health: { none: 'x' } };
    const { leaves } = policyOf({ a: service([], { needs: ['far'] }), far });
    expect(leaves).toContain('10.3.10.12 tcp 8006');
    expect(leaves).toContain('10.3.20.1 udp 53');
    expect(leaves?.filter((each) => !each.endsWith(' 53'))).toEqual(['10.3.10.12 tcp 8006']);
  });
});

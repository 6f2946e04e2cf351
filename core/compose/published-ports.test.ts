import { describe, expect, it } from 'vitest';
import { publishedPorts } from './published-ports.ts';

const of = (ports: readonly unknown[]) => publishedPorts({ ports }).map(({ index: _, ...port }) => port);

describe('published ports', () => {
  it('are those of every address where the address is empty', () => {
    const every = { port: 53, target: 5353, protocol: 'udp' };
    expect(of([':53:5353/udp'])).toEqual([every]);
    expect(of([{ target: 5353, published: '53', protocol: 'udp', host_ip: '' }])).toEqual([every]);
  });

  it('know a protocol in capitals, and an empty one', () => {
    expect(of(['53:53/UDP', '80:80/'])).toEqual([
      { port: 53, target: 53, protocol: 'udp' },
      { port: 80, target: 80, protocol: 'tcp' },
    ]);
  });
});

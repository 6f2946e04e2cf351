import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { adapted, adaptedCompose } from './fixture.ts';

const LOGIN = { user: 'proof', password: 'secret' };

test.each([
  'infra/compose/one/up.sh',
  'infra/nftables/one/rackbook.nft',
  'infra/networkd/one/10-uplink.network',
  'infra/crowdsec/profiles.yaml',
])('%s is as generated, byte for byte', (path) => {
  const text = 'a:  { b: 1 }   # as it is\n';
  expect(adapted(path, text, LOGIN, undefined)).toBe(text);
});

test('health is asked more often, of a shell text not at all, and nothing else of a stack changes', () => {
  const document = {
    services: {
      asked: { image: 'a:1', healthcheck: { test: ['CMD', 'ready'], interval: '30s', timeout: '3s' } },
      shell: { image: 'b:1', user: '1000', healthcheck: { test: ['CMD-SHELL', 'curl x | grep y'] } },
      silent: { image: 'c:1', ports: ['80:80'] },
    },
    networks: { apps: null },
  };
  expect(parse(adaptedCompose(JSON.stringify(document)))).toEqual({
    ...document,
    services: {
      asked: { image: 'a:1', healthcheck: { test: ['CMD', 'ready'], interval: '5s', timeout: '3s', start_period: '0s', retries: 20 } },
      shell: { image: 'b:1', user: '1000', healthcheck: { test: ['CMD', 'true'], interval: '5s', start_period: '0s', retries: 20 } },
      silent: { image: 'c:1', ports: ['80:80'] },
    },
  });
});

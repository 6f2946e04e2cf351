import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { adapted, adaptedCompose, FIXTURE_BURST } from './fixture.ts';
import { userLine } from './topology-plan.ts';

const LOGIN = { user: 'proof', password: 'secret' };
const change = (path: string, text: string) => parse(adapted(path, text, LOGIN)) as unknown;
const DYNAMIC = 'infra/traefik/dynamic/middlewares.yaml';

test.each([
  'infra/compose/one/up.sh',
  'infra/nftables/one/rackbook.nft',
  'infra/networkd/one/10-uplink.network',
  'infra/crowdsec/profiles.yaml',
])('%s is as generated, byte for byte', (path) => {
  const text = 'a:  { b: 1 }   # as it is\n';
  expect(adapted(path, text, LOGIN)).toBe(text);
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

test('a limit becomes one that a slow machine goes past, wherever it stands, and none stays none', () => {
  const limit = (rateLimit: object) => change(DYNAMIC, JSON.stringify({ http: { middlewares: { a: { rateLimit } } } }));
  const lowered = {
    http: {
      middlewares: { a: { rateLimit: { average: 1, period: '1s', burst: FIXTURE_BURST, sourceCriterion: { ipStrategy: { depth: 1 } } } } },
    },
  };
  expect(limit({ average: 100, burst: 200, sourceCriterion: { ipStrategy: { depth: 1 } } })).toEqual(lowered);
  expect(limit({ average: 0 })).toEqual({ http: { middlewares: { a: { rateLimit: { average: 0 } } } } });
});

test('a login by a file of users stays, and any other becomes one that the proof can pass', () => {
  const middlewares = {
    file: { basicAuth: { usersFile: '/run/secrets/users' } },
    sso: { forwardAuth: { address: 'http://sso' } },
    plain: { headers: { frameDeny: true } },
  };
  expect(change(DYNAMIC, JSON.stringify({ http: { middlewares } }))).toEqual({
    http: { middlewares: { ...middlewares, sso: { basicAuth: { users: [userLine(LOGIN)] } } } },
  });
});

test('certificates are asked for nowhere, and the plugin is the one of the image', () => {
  const text = JSON.stringify({
    entryPoints: { web: { address: ':80' } },
    certificatesResolvers: { le: { acme: { email: 'a@example.net', caServer: 'https://acme.example.net' } } },
    experimental: { plugins: { bouncer: { moduleName: 'github.com/a/b', version: 'v1' } } },
  });
  expect(change('infra/traefik/traefik.yaml', text)).toEqual({
    entryPoints: { web: { address: ':80' } },
    certificatesResolvers: { le: { acme: { email: 'a@example.net', caServer: 'https://127.0.0.1:9/' } } },
    experimental: { localPlugins: { bouncer: { moduleName: 'github.com/a/b' } } },
  });
});

test('bans are asked for every second', () => {
  const text = '{ http: { middlewares: { bans: { plugin: { bouncer: { updateIntervalSeconds: 60, enabled: true } } } } } }';
  expect(change('infra/traefik/dynamic/crowdsec.yaml', text)).toEqual({
    http: { middlewares: { bans: { plugin: { bouncer: { updateIntervalSeconds: 1, enabled: true } } } } },
  });
});

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { adapt, certificates } from './adapt.ts';

const change = (path: string, text: string) => parse(adapt(path, text, { burst: 20, userLine: 'proof:line' })) as unknown;
const DYNAMIC = 'infra/traefik/dynamic/middlewares.yaml';

test.each(['infra/compose/one/up.sh', 'infra/crowdsec/profiles.yaml'])('%s is as generated, byte for byte', (path) => {
  const text = 'a:  { b: 1 }   # as it is\n';
  expect(adapt(path, text, { burst: 20, userLine: 'proof:line' })).toBe(text);
});

test('certificates lie where it reads files, each with its key', () => {
  const files = certificates([{ cert: 'C', key: 'K' }]);
  expect(files).toMatchObject({ 'infra/traefik/dynamic/proof/0.crt': 'C', 'infra/traefik/dynamic/proof/0.key': 'K' });
  expect(parse(files['infra/traefik/dynamic/proof.yaml'] ?? '')).toEqual({
    tls: { certificates: [{ certFile: '/etc/traefik/dynamic/proof/0.crt', keyFile: '/etc/traefik/dynamic/proof/0.key' }] },
  });
});

test('a limit becomes one that a slow machine goes past, wherever it stands, and none stays none', () => {
  const limit = (rateLimit: object) => change(DYNAMIC, JSON.stringify({ http: { middlewares: { a: { rateLimit } } } }));
  const lowered = {
    http: {
      middlewares: { a: { rateLimit: { average: 1, period: '1s', burst: 20, sourceCriterion: { ipStrategy: { depth: 1 } } } } },
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
    http: { middlewares: { ...middlewares, sso: { basicAuth: { users: ['proof:line'] } } } },
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

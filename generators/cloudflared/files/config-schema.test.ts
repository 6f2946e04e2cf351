import { describe, expect, it } from 'vitest';
import { configSchema } from './config-schema.ts';

const rule = (hostname: string, more: object = {}) => ({
  hostname,
  service: 'https://traefik:8443',
  originRequest: { originServerName: hostname },
  ...more,
});
const good = {
  tunnel: '6ff42ae2-765d-4adf-8112-31c55c1551ef',
  'credentials-file': '/run/secrets/tunnel-credentials',
  metrics: '0.0.0.0:2000',
  'no-autoupdate': true,
  ingress: [rule('a.example.net'), rule('b.example.net'), { service: 'http_status:404' }],
};

describe('the schema of config.yml', () => {
  it('takes what Rackbook writes', () => {
    expect(configSchema.safeParse(good).error).toBeUndefined();
  });

  it.each([
    ['a misspelt key at the top', { ...good, credentialsfile: '/x' }],
    ['a tunnel that is not an id', { ...good, tunnel: 'home' }],
    ['no last rule for the rest', { ...good, ingress: good.ingress.slice(0, 2) }],
    ['a last rule that lets everything in', { ...good, ingress: [rule('a.example.net'), { service: 'https://traefik:8443' }] }],
    [
      'a rule that an earlier one hides',
      { ...good, ingress: [rule('a.example.net'), rule('a.example.net'), { service: 'http_status:404' }] },
    ],
    ['a rule that a wildcard hides', { ...good, ingress: [rule('*.example.net'), rule('a.example.net'), { service: 'http_status:404' }] }],
    ['a rule in the middle for every hostname', { ...good, ingress: [{ service: 'https://traefik:8443' }, ...good.ingress] }],
    [
      'certificates that are not checked',
      { ...good, ingress: [rule('a.example.net', { originRequest: { noTLSVerify: true } }), { service: 'http_status:404' }] },
    ],
    [
      'another name in the certificate',
      {
        ...good,
        ingress: [rule('a.example.net', { originRequest: { originServerName: 'b.example.net' } }), { service: 'http_status:404' }],
      },
    ],
    [
      'a login without an audience',
      {
        ...good,
        ingress: [
          rule('a.example.net', {
            originRequest: { originServerName: 'a.example.net', access: { required: true, teamName: 'home', audTag: [] } },
          }),
          { service: 'http_status:404' },
        ],
      },
    ],
  ])('refuses %s', (_what, config) => {
    expect(configSchema.safeParse(config).success).toBe(false);
  });
});

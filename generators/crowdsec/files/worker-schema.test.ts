import { expect, it } from 'vitest';
import type { z } from 'zod';
import { workerSchema } from './worker-schema.ts';

const zone = {
  zone_id: '9a7806061c88ada191ed06f989cc3dac',
  actions: ['ban'],
  default_action: 'ban',
  routes_to_protect: ['pdf.lab.example.net/*'],
  turnstile: { enabled: false },
};
const account = { id: '${CLOUDFLARE_ACCOUNT}', token: '${CLOUDFLARE_TOKEN}', zones: [zone] };
const crowdsec = { lapi_url: 'http://crowdsec:8080/', lapi_key: '${CROWDSEC_KEY}', update_frequency: '15s' };
const whole = {
  crowdsec_config: crowdsec,
  cloudflare_config: { accounts: [account] },
  log_mode: 'stdout',
  log_level: 'info',
  prometheus: { enabled: true, listen_addr: '127.0.0.1', listen_port: '2112' },
};
const withZone = (changes: object) => ({ ...whole, cloudflare_config: { accounts: [{ ...account, zones: [{ ...zone, ...changes }] }] } });

it('takes what the bouncer takes', () => {
  expect(workerSchema.safeParse(whole).success).toBe(true);
});

it.each([
  ['a key that is spelled wrong', { ...whole, crowdsec_config: { ...crowdsec, lapi_uri: 'x' } }, 'crowdsec_config'],
  ['a secret in the file', { ...whole, crowdsec_config: { ...crowdsec, lapi_key: 'abc123' } }, 'crowdsec_config.lapi_key'],
  ['a duration in days', { ...whole, crowdsec_config: { ...crowdsec, update_frequency: '1d' } }, 'crowdsec_config.update_frequency'],
  ['an unknown action', withZone({ actions: ['block'] }), 'cloudflare_config.accounts.0.zones.0.actions.0'],
  ['captcha without turnstile', withZone({ actions: ['ban', 'captcha'] }), 'cloudflare_config.accounts.0.zones.0'],
  [
    'a route without a path',
    withZone({ routes_to_protect: ['pdf.lab.example.net'] }),
    'cloudflare_config.accounts.0.zones.0.routes_to_protect.0',
  ],
  ['an account twice', { ...whole, cloudflare_config: { accounts: [account, { ...account, zones: [] }] } }, 'cloudflare_config.accounts'],
])('refuses %s', (_, config, place) => {
  const { error } = workerSchema.safeParse(config) as { error?: z.ZodError };
  expect(error?.issues.map(({ path }) => path.join('.'))).toContain(place);
});

import { expect, it } from 'vitest';
import { secretsInCompanion } from './secrets-in-companion.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const WORD = ['tiger', 'lily', '9x'].join('-');
const linesIn = (text: string) => secretsInCompanion(text, 'configuration.yaml').map(({ line }) => line);

it.each([
  'mqtt: { password: !secret mqtt-password-2 }\n',
  'password: !secret mqtt_password\n',
  'signing_key: !Find [authentik_crypto.certificatekeypair, [name, authentik Self-signed Certificate]]\n',
  'client_secret: !KeyOf oidc-client-2\n',
  'token: !env_var API_2_TOKEN\n',
  'tokens:\n  - !secret one-2-three\n',
])('what a program looks up is no secret: %j', (text) => {
  expect(linesIn(text)).toEqual([]);
});

it.each([
  `password: !!str ${WORD}\n`,
  `client_secret: !Env [CLIENT_SECRET, ${WORD}]\n`,
  `password: !Sub ${WORD}\n`,
  `a: { password: !secret mqtt-2, token: ${WORD} }\n`,
])('what stands there is one: %#', (text) => {
  expect(linesIn(text)).not.toEqual([]);
});

import { expect, it } from 'vitest';
import { secretsOfEnvironment } from './known-secrets.ts';

const TOKEN = ['zq8Xy', 'RealSecret', '77'].join('');
const KEY_LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';
const FILES: Readonly<Record<string, string>> = {
  '/run/restic': `${TOKEN}\n`,
  '/certs/key.pem': `-----BEGIN ${'PRIVATE KEY'}-----\n${KEY_LINE}\nabc=\n-----END ${'PRIVATE KEY'}-----\n`,
};
const known = (environment: Readonly<Record<string, string>>) => secretsOfEnvironment(environment, (path) => FILES[path]);

it('are those of variables with such a name, of files that a variable names, and of the key for the engine', () => {
  expect(known({ CLOUDFLARE_API_TOKEN: TOKEN, RESTIC_PASSWORD_FILE: '/run/restic', DOCKER_CERT_PATH: '/certs', HOME: '/root' })).toEqual([
    { what: 'CLOUDFLARE_API_TOKEN of the environment', value: TOKEN },
    { what: 'RESTIC_PASSWORD_FILE of the environment', value: TOKEN },
    { what: 'the key in DOCKER_CERT_PATH', value: KEY_LINE },
  ]);
});

it('are none that every text may have, and none that cannot be read', () => {
  expect(
    known({ DB_PASSWORD: 'admin', API_TOKEN: 'changeme', X_PASSWORD: '/run/secrets/x', Y_PASSWORD_FILE: '/nowhere', GIT_ASKPASS: 'true' }),
  ).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { maskSecrets, secretIn } from './secret-shapes.ts';

describe('secretIn', () => {
  it.each([
    ['hunter2', 'DB_PASSWORD'],
    ['DB_PASSWORD=hunter2', 'environment'],
    ['AKIAABCDEFGHIJKLMNOP', 'x'],
    ['admin:$2y$05$abcdefghijklmnop', 'users'],
    ['postgres://app:hunter2@db/app', 'url'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'key'],
  ])('finds %s as %s', (text, name) => expect(secretIn(text, name)).toBeDefined());

  it.each([
    ['/run/secrets/db', 'DB_PASSWORD'],
    ['${DB_PASSWORD}', 'DB_PASSWORD'],
    ['hunter2', 'DB_PASSWORD_FILE'],
    ['3600', 'TOKEN'],
    ['true', 'secret'],
    ['http://db:5432/app', 'url'],
    ['the password of the user', 'password'],
  ])('takes %s as %s for none', (text, name) => expect(secretIn(text, name)).toBeUndefined());
});

describe('maskSecrets', () => {
  it('hides values and keeps every position', () => {
    const text = 'a: { API_TOKEN: canary-1, PORT: 80 }\n- DB_PASSWORD=canary-2\n  "secret": "canary-3"\nurl: x://me:canary-4@h\n';
    const masked = maskSecrets(text);
    expect(masked).not.toContain('canary');
    expect(masked).toHaveLength(text.length);
    expect(masked).toContain('PORT: 80');
  });
});

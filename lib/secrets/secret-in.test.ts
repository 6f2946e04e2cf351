import { describe, expect, it } from 'vitest';
import { maskSecrets } from './mask.ts';
import { secretIn } from './secret-in.ts';

describe('secretIn', () => {
  it.each([
    ['hunter2', 'DB_PASSWORD'],
    ['DB_PASSWORD=hunter2', 'environment'],
    ['AKIAABCDEFGHIJKLMNOP', 'x'],
    ['admin:$2y$05$abcdefghijklmnop', 'users'],
    ['postgres://app:hunter2@db/app', 'url'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'key'],
    ['redis://:hunter2@cache:6379', 'url'],
    ['https://hooks.example.net/x?token=hunter2hunter2', 'url'],
    ['wJalrXUtnFEMI', 'AWS_SECRET_ACCESS_KEY'],
    [`cfut_${'a1B2'.repeat(10)}01234567`, 'x'],
    [`eyJhIjoi${'a1B2'.repeat(20)}=`, 'command'],
    ['run --token hunter2', 'command'],
    ['--db-password=hunter2', 'command'],
    ['# settings\nuser: me\npassword: hunter2\n', 'content'],
    [`me:{SHA}${'a1B2'.repeat(7)}=`, 'users'],
    ['1234567', 'PIN_TOKEN'],
  ])('finds %s as %s', (text, name) => expect(secretIn(text, name)).toBeDefined());

  it.each([
    ['/run/secrets/db', 'DB_PASSWORD'],
    ['ENC[AES256_GCM,data:q7Xw2Lr9,iv:Tz4Vb6Nm1Kc8,tag:Hd3Fs5Gj0PaY==,type:str]', 'DB_PASSWORD'],
    ['${DB_PASSWORD}', 'DB_PASSWORD'],
    ['hunter2', 'DB_PASSWORD_FILE'],
    ['3600', 'TOKEN'],
    ['true', 'secret'],
    ['[redacted]', 'password'],
    ['password=[redacted]"', 'error'],
    ['“password=[redacted]”', 'error'],
    ['{"text":"password=[redacted]"},{"ago":"2026-01-01"}', 'error'],
    ['http://db:5432/app', 'url'],
    ['the password of the user', 'password'],
    ['AKIA-like', 'AWS_ACCESS_KEY_ID'],
    ['run --token-file /run/secrets/x --password ${PASSWORD}', 'command'],
    ['# password: see the vault\ntoken: ${TOKEN}\nthe password: is elsewhere\n', 'content'],
    ['https://example.net/?token=${TOKEN}', 'url'],
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

  it.each([
    'environment:\n  DB_PASSWORD: canary\n',
    'environment:\n  - DB_PASSWORD=canary\n',
    'x: - DB_PASSWORD=canary',
    'password: "a#canary"',
    "password: 'a}canary'",
    'password: a#canary',
    'password:\n  canary\nport: 80\n',
    'password: |\n  a\n\n  canary\nport: 80\n',
    'x:\n  y:\n    password: >-\n      canary\n    port: 80\n',
    'key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  canary\n  -----END RSA PRIVATE KEY-----\n',
    'key: |\n  -----BEGIN PRIVATE KEY-----\n  canary\n',
    'command: [--token, canary]',
    'command:\n  - --token\n  - canary\n',
    'command: run --token canary',
  ])('leaves nothing of the secret in %j', (text) => {
    const masked = maskSecrets(text);
    expect(masked).not.toContain('canary');
    expect(masked.split('\n').map((line) => line.length)).toEqual(text.split('\n').map((line) => line.length));
  });

  it('comes to an end with a hostile text', () => {
    const pieces = [
      'a',
      '- ',
      ' ',
      '\n',
      ' \n',
      'a.',
      '-a',
      'a:\n',
      'password:\n',
      'password: |\n x\n',
      '://',
      '"',
      '?token=',
      '-----BEGIN PRIVATE KEY',
      '${A:-',
      '${A',
      'password=',
      '-p ',
      'a="',
      ':a',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(200_000 / piece.length);
      // A pattern that goes back and forth would run into the time limit of the test.
      expect(maskSecrets(text).length).toBeGreaterThanOrEqual(text.length - 1);
      expect(secretIn(text, 'content')).not.toBe('');
    }
  }, 60_000);

  it('hides what a variable has in reserve', () => {
    for (const text of ['url: x://${PW_PASSWORD:-canary-1}', 'A_PASSWORD: "${B:-canary-1}"', '- ${C_TOKEN:-canary-1}'])
      expect(maskSecrets(text)).not.toContain('canary');
    expect(maskSecrets('A_PASSWORD: ${A_PASSWORD:?say it}')).toContain('say it');
  });

  it('comes to an end with a hostile value', () => {
    const pieces = ['a', 'A', 'aA', 'pass', 'my', 'My', 'in', 'an', '-', '1', 'secret-', 'password1'];
    for (const piece of pieces)
      for (const end of ['', '\u0001', '9x']) expect(secretIn(piece.repeat(200 / piece.length) + end, 'DB_PASSWORD')).not.toBe('');
    for (const piece of pieces) expect(secretIn(`${piece.repeat(60 / piece.length)}\u0001`, 'DB_PASSWORD')).not.toBe('');
  }, 60_000);

  it('leaves what is not a secret', () => {
    const text = 'secrets:\n  token:\n    what: a token\nservices:\n  app: { image: "app:1", ports: [80] }\n';
    expect(maskSecrets(text)).toBe(text);
  });
});

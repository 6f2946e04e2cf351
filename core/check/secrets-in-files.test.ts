import { describe, expect, it } from 'vitest';
import { secretsInEnvFile, secretsInText } from './secrets-in-files.ts';

const shown = (found: ReturnType<typeof secretsInEnvFile>) => found.map(({ line, kind, key }) => `${line} ${kind} ${key}`);

describe('an env file', () => {
  it('is searched line by line, in every form of a line', () => {
    const text = [
      '# DB_PASSWORD=changeme, or ${ANOTHER}, or /run/secrets/db',
      'DB_USER=shop',
      'DB_PASSWORD=hunter2',
      'export API_TOKEN=tiger-lily-9 # of the app',
      'QUOTED_PASSWORD="correct horse battery"',
      "SINGLE_PASSWORD='hunter2'",
      'COLON_PASSWORD: hunter2\r',
      'EMPTY_PASSWORD=',
      'OTHER_PASSWORD=${DB_PASSWORD}',
      'RESERVE=${SOME_TOKEN:-tiger-lily-9}',
      'SAME_PASSWORD=shop',
      'FIRST_PASSWORD=changeme',
      'PORT=80',
      '',
    ].join('\n');
    expect(shown(secretsInEnvFile(text))).toEqual([
      '3 secret DB_PASSWORD',
      '4 secret API_TOKEN',
      '5 secret QUOTED_PASSWORD',
      '6 secret SINGLE_PASSWORD',
      '7 secret COLON_PASSWORD',
      '10 secret SOME_TOKEN',
      '11 default SAME_PASSWORD',
      '12 default FIRST_PASSWORD',
    ]);
  });

  it('may have a value of several lines', () => {
    const text = 'A=1\nTLS="-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----"\nDB_PASSWORD=hunter2\n';
    expect(shown(secretsInEnvFile(text))).toEqual(['2 secret TLS', '5 secret DB_PASSWORD']);
  });

  it('comes to an end with a hostile text', () => {
    for (const piece of ['A="', "A='", 'A=\\', ' ', '=', 'A= #', 'A=${', '\n'])
      expect(secretsInEnvFile(piece.repeat(100_000 / piece.length))).toEqual([]);
  }, 60_000);
});

describe('another file', () => {
  const settings = [
    'FROM base:1',
    'ENV DB_PASSWORD=hunter2',
    'ARG NPM_TOKEN',
    'password = os.environ["PW"]',
    'requirepass hunter2x',
    '  token: changeme',
    'token = local.file.bearer_token.content',
    '"credentials": {',
    'local password="$2"',
    'ldap-whoami -w "$(cat /run/secrets/ldap_password)" && grep -q \'Token="\' "$settings"',
  ].join('\n');

  it('is searched line by line', () => {
    expect(shown(secretsInText(settings, 'Dockerfile'))).toEqual(['2 secret DB_PASSWORD', '5 secret requirepass', '6 default token']);
  });

  it('of a program has secrets only where a text looks like one', () => {
    const program = [
      'password: str,',
      'apiKey: process.env.API_KEY,',
      'const token = next(tokens)',
      'password="s3cr3t-of-a-test"',
      'input_tokens: response.usage.input_tokens,',
      "SECRET_KEY = 'aK93kfA0dLs92mdKQ'",
      'url = "postgres://app:kZ8vQ2mX7t@db/app"',
    ].join('\n');
    expect(shown(secretsInText(program, 'src/main.py'))).toEqual(['6 secret SECRET_KEY', '7 secret ']);
  });

  it.each(['package-lock.json', 'web/yarn.lock', 'Cargo.lock', 'pnpm-lock.yaml', 'package.json'])(
    'of packages has no names of settings: %s',
    (path) => {
      const text = '"js-tokens": "^4.0.0",\n"minipass": {\n"resolved": "https://me:kZ8vQ2mX7t@npm.example.net/"\n';
      expect(shown(secretsInText(text, path))).toEqual(['3 secret ']);
    },
  );
});

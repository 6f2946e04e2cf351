import { describe, expect, it } from 'vitest';
import { findSecrets } from './find-secrets.ts';
import { secretHint } from './secret-hints.ts';

const shown = (value: unknown, name = 'app') => findSecrets(value, name).map(({ path, kind }) => `${kind} ${path.join('.')}`);
const inContainer = (container: object) =>
  shown({ compose: { services: { db: { image: 'registry.example.net/x/ledger:1', ...container } } } });

describe('a fragment', () => {
  it.each([
    [{ environment: { DB_PASSWORD: 'hunter2' } }, 'secret compose.services.db.environment.DB_PASSWORD'],
    [{ environment: ['DB_PASSWORD=hunter2'] }, 'secret compose.services.db.environment.0'],
    [{ environment: { DB_PASSWORD: 'correct horse battery' } }, 'secret compose.services.db.environment.DB_PASSWORD'],
    [{ build: { args: ['NPM_TOKEN=hunter2x'] } }, 'secret compose.services.db.build.args.0'],
    [{ labels: ['x.users=me:$$apr1$$q8eZFHjF$$Fvmkk//V6Btlaf2i/ju5n/'] }, 'secret compose.services.db.labels.0'],
    [{ command: ['redis-server', '--requirepass', 'hunter2x'] }, 'secret compose.services.db.command.2'],
    [{ entrypoint: ['sh', '-c', 'redis-server --requirepass hunter2x'] }, 'secret compose.services.db.entrypoint.2'],
    [{ healthcheck: { test: ['CMD', 'mysqladmin', 'ping', '-phunter2x'] } }, 'secret compose.services.db.healthcheck.test.3'],
    [{ healthcheck: { test: ['CMD', 'redis-cli', '-a', 'hunter2x', 'ping'] } }, 'secret compose.services.db.healthcheck.test.3'],
    [{ healthcheck: { test: ['CMD', 'curl', '-u', 'me:hunter2x', 'x'] } }, 'secret compose.services.db.healthcheck.test.3'],
    [{ environment: { DB_PASSWORD: 'changeme' } }, 'default compose.services.db.environment.DB_PASSWORD'],
    [{ environment: { A_USER: 'shop', A_PASSWORD: 'shop' } }, 'default compose.services.db.environment.A_PASSWORD'],
    [{ environment: ['A_USER=${A:-shop}', 'A_PASSWORD=${B:-shop}'] }, 'default compose.services.db.environment.1'],
    [{ environment: { A_PASSWORD: 'ledger' } }, 'default compose.services.db.environment.A_PASSWORD'],
  ])('%j has one thing to say', (container, expected) => expect(inContainer(container)).toEqual([expected]));

  it.each([
    [{ secrets: ['db-password', { source: 'token', target: '/x' }] }],
    [{ environment: { DB_PASSWORD_FILE: '/run/secrets/db-password', TOKEN_TTL: 3600 } }],
    [{ healthcheck: { test: ['CMD-SHELL', 'mysqladmin ping -p"$$(cat /run/secrets/db)"'] } }],
    [{ command: ['redis-server', '--requirepass', '$${REDIS_PASSWORD}', '--port', '6379'] }],
    [{ command: ['run', '--password', '--verbose'] }],
    [{ ports: ['8080:80'], command: ['-p', '8080'] }],
  ])('%j has none', (container) => expect(inContainer(container)).toEqual([]));

  it('has its secrets in files of its own too', () => {
    expect(shown({ compose: { configs: { conf: { content: 'a: 1\npassword: hunter2\n' } } } })).toEqual([
      'secret compose.configs.conf.content',
    ]);
  });
});

describe('a hint', () => {
  const before = { compose: { services: { db: { image: 'x:1', environment: { DB_PASSWORD: 'hunter2' } } } } };
  const [found] = findSecrets(before, 'app');

  it('says what to write, and that is no secret any more', () => {
    if (!found) throw new Error('Nothing was found');
    expect(secretHint(found, found.path, 'app')).toContain(
      'Write ${DB_PASSWORD} in its place, and beside compose: variables: { DB_PASSWORD: { secret: env } } and secrets: { env: { what: Variables } }.',
    );
    const after = {
      compose: { services: { db: { image: 'x:1', environment: { DB_PASSWORD: '${DB_PASSWORD}' } } } },
      variables: { DB_PASSWORD: { secret: 'env' } },
      secrets: { env: { what: 'Variables' } },
    };
    expect(findSecrets(after, 'app')).toEqual([]);
    expect(findSecrets({ DB_PASSWORD: { secret: 'env' } }, 'variables')).toEqual([]);
  });

  it('is for a variable, too, that has its value in the inventory', () => {
    const [literal] = findSecrets({ variables: { DB_PASSWORD: 'hunter2' } }, 'app');
    if (!literal) throw new Error('Nothing was found');
    expect(secretHint(literal, literal.path, 'app')).toContain('Write variables: { DB_PASSWORD: { secret: env } }');
  });
});

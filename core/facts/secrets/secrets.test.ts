import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { secretFoldersOn } from './on-machine.ts';
import type { Secret } from './secret.ts';
import { labSecrets } from './secrets.ts';

const secretsOf = (more: object = {}) => labSecrets(runbookLab(more).model);
const one = (secrets: readonly Secret[], id: string): Secret => {
  const found = secrets.find((secret) => secret.id === id);
  if (!found) throw new Error(`${id} is not among ${secrets.map((secret) => secret.id).join(', ')}`);
  return found;
};
const places = ({ files }: Secret) =>
  files.map(({ machine, path, owner, group, mode }) => `${machine.id}:${path} ${owner}:${group} ${mode}`);
const app = (service: object, secrets: object, more: object = {}) => ({
  services: { app: { title: 'App', 'runs-on': 'one', secrets, compose: { services: { app: { image: 'app:1', ...service } } }, ...more } },
});
const KEY = { key: { what: 'a key' } };

describe('the file of a secret', () => {
  it('is its reader’s alone where the project says who that is', () => {
    expect(places(one(secretsOf(app({ user: '1000:1001' }, KEY)), 'app/key'))).toEqual([
      'one:/etc/rackbook/secrets/app/key 1000:1001 0400',
    ]);
  });

  it.each([['www-data'], ['${USER_ID}'], [undefined]])('can be read by the container of the user %s, whoever that is', (user) => {
    const variables = user === '${USER_ID}' ? { variables: { USER_ID: 'app' } } : {};
    expect(places(one(secretsOf(app(user === undefined ? {} : { user }, KEY, variables)), 'app/key'))).toEqual([
      'one:/etc/rackbook/secrets/app/key 0:0 0444',
    ]);
  });

  it('is for whom the inventory says', () => {
    const secrets = secretsOf(app({}, { key: { what: 'a key', owner: '65534:65533' } }));
    expect(places(one(secrets, 'app/key'))).toEqual(['one:/etc/rackbook/secrets/app/key 65534:65533 0400']);
  });

  it('can be read by all of its containers where they are of several users', () => {
    const compose = { services: { app: { image: 'app:1', user: '1000' }, db: { image: 'db:1', user: '999', secrets: ['key'] } } };
    const secret = one(secretsOf(app({}, { key: { what: 'a key', container: 'app' } }, { compose })), 'app/key');
    expect(places(secret)).toEqual(['one:/etc/rackbook/secrets/app/key 0:0 0444']);
    expect(secret.users.map(({ what }) => what)).toEqual(['container app of App', 'container db of App']);
  });

  it('lies where the project says, declared or not', () => {
    const compose = {
      services: { app: { image: 'app:1', secrets: ['key', 'cert', 'beside'] } },
      secrets: { key: { file: '/srv/keys/app' }, cert: { file: '/srv/keys/cert' }, beside: { file: './password.txt' } },
    };
    const secrets = secretsOf(app({}, KEY, { compose }));
    expect(places(one(secrets, 'app/key'))).toEqual(['one:/srv/keys/app 0:0 0444']);
    expect(places(one(secrets, 'app/cert'))).toEqual(['one:/srv/keys/cert 0:0 0444']);
    expect(places(one(secrets, 'app/password.txt'))).toEqual(['one:/etc/rackbook/secrets/app/password.txt 0:0 0444']);
  });

  it('is root’s where no container reads it', () => {
    const own = { services: { daemon: { title: 'Daemon', 'runs-on': 'tin', secrets: KEY } } };
    expect(places(one(secretsOf(own), 'daemon/key'))).toEqual(['tin:/etc/rackbook/secrets/daemon/key 0:0 0600']);
  });

  it('has an entry in the store for each variable that is a line of it', () => {
    const variables = { DB_PASSWORD: { secret: 'env' }, API_KEY: { secret: 'env' } };
    const secrets = secretsOf(
      app({ environment: { A: '${DB_PASSWORD}', B: '${API_KEY}' } }, { env: { what: 'Variables', make: 'random' } }, { variables }),
    );
    const ids = ['app/env/API_KEY', 'app/env/DB_PASSWORD'];
    expect(secrets.flatMap(({ id }) => (id.startsWith('app/') ? [id] : []))).toEqual(ids);
    expect(one(secrets, 'app/env/API_KEY')).toMatchObject({ make: { by: 'random' }, what: 'Variables (API_KEY)' });
    expect(one(secrets, 'app/env/API_KEY').files).toEqual(one(secrets, 'app/env/DB_PASSWORD').files);
    expect(one(secrets, 'app/env/API_KEY').files).toMatchObject([
      {
        path: '/etc/rackbook/secrets/app/env',
        mode: '0600',
        content: {
          kind: 'lines',
          quote: "'",
          lines: [
            { name: 'API_KEY', secret: ids[0] },
            { name: 'DB_PASSWORD', secret: ids[1] },
          ],
        },
      },
    ]);
  });
});

describe('a value that two services have', () => {
  const shared = {
    services: {
      asked: {
        title: 'Asked',
        'runs-on': 'one',
        secrets: { key: { what: 'the key', make: 'hex', length: 16 } },
        compose: { services: { a: { image: 'a:1' } } },
      },
      asking: {
        title: 'Asking',
        'runs-on': 'box',
        secrets: { token: { what: 'its key', 'same-as': 'asked/key' } },
        compose: { services: { b: { image: 'b:1', user: '7' } } },
      },
    },
  };

  it('is in the store once, and in the files of both', () => {
    const secrets = secretsOf(shared);
    expect(secrets.some(({ id }) => id === 'asking/token')).toBe(false);
    const secret = one(secrets, 'asked/key');
    expect(secret).toMatchObject({ what: 'the key', sameAs: ['asking/token'], make: { by: 'random', form: 'hex', length: 16 } });
    expect(places(secret)).toEqual(['box:/etc/rackbook/secrets/asking/token 7:0 0400', 'one:/etc/rackbook/secrets/asked/key 0:0 0444']);
    expect(secret.files.map(({ content }) => content)).toEqual(Array(2).fill({ kind: 'value', secret: 'asked/key' }));
  });
});

describe('how a value is made', () => {
  it('is not known where nobody says it: a random token would open nothing', () => {
    expect(one(secretsOf(app({}, KEY)), 'app/key').make).toEqual({ by: 'person', how: [] });
  });

  it('is known to the systems, and the inventory has the last word', () => {
    expect(one(secretsOf(), 'copies/repository-password').make).toEqual({ by: 'random', form: 'text', length: 40 });
    expect(one(secretsOf(), 'tunnel/tunnel-credentials').make.by).toBe('person');
    const said = { services: { copies: { secrets: { 'repository-password': { make: { 'by-hand': 'roll dice' } } } } } };
    expect(one(secretsOf(said), 'copies/repository-password').make).toEqual({ by: 'person', how: ['roll dice'] });
  });
});

describe('what no service declares', () => {
  it('is what hosts log in to the server of backups with', () => {
    const secrets = secretsOf();
    expect(places(one(secrets, 'vzdump:server/two/token'))).toEqual(['two:/etc/rackbook/pbs/server.token 0:0 0600']);
    expect(one(secrets, 'vzdump:server/fingerprint').files.map(({ content }) => content)).toEqual([
      {
        kind: 'lines',
        quote: '',
        lines: [
          { name: 'PBS_USER', text: 'proxmox@pbs!two' },
          { name: 'PBS_FINGERPRINT', secret: 'vzdump:server/fingerprint' },
          { name: 'PBS_PASSWORD_FILE', text: '/etc/rackbook/pbs/server.token' },
        ],
      },
    ]);
  });

  it('is the login to object storage, on each machine that copies there', () => {
    const secrets = secretsOf({ repositories: { local: { location: 'b2:bucket:/one' } } });
    expect(places(one(secrets, 'restic:local/B2_ACCOUNT_KEY'))).toEqual(['one:/etc/rackbook/secrets/copies/local.env 0:0 0600']);
  });

  it('is the token for reports of failures, on each machine with jobs that can fail', () => {
    const notify = { webhook: 'https://push.example.net/lab', token: '/etc/rackbook/push-token' };
    const secret = one(secretsOf({ lab: { notify } }), 'lab:notify-token');
    expect(places(secret)).toEqual(['box:/etc/rackbook/push-token 0:0 0600', 'one:/etc/rackbook/push-token 0:0 0600']);
    expect(secretsOf().some(({ id }) => id === 'lab:notify-token')).toBe(false);
  });
});

describe('the folders of a machine', () => {
  it('are root’s alone, also where a file in them can be read by everybody', () => {
    const { model } = runbookLab(app({}, KEY));
    const [host] = model.hosts;
    expect(host && secretFoldersOn(model, host)).toEqual(
      ['', '/app', '/copies', '/tunnel'].map((name) => ({ path: `/etc/rackbook/secrets${name}`, mode: '0700' })),
    );
  });

  it('let a program of the machine through to a file of its own', () => {
    const { model } = runbookLab({
      services: { daemon: { title: 'Daemon', 'runs-on': 'tin', secrets: { key: { what: 'k', owner: '100:100' } } } },
    });
    const tin = model.guests.find(({ id }) => id === 'tin');
    expect(tin && secretFoldersOn(model, tin)).toEqual([
      { path: '/etc/rackbook/secrets', mode: '0711' },
      { path: '/etc/rackbook/secrets/daemon', mode: '0711' },
    ]);
  });
});

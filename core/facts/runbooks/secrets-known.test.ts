import { describe, expect, it } from 'vitest';
import type { Runbook } from './runbook.ts';
import { runbooksOf } from './runbooks.ts';
import { runbookLab } from './test-lab.ts';

const runbooks = (more: object = {}) => runbooksOf(runbookLab(more).model).filter(({ kind }) => kind === 'secret-known');
const called = (all: readonly Runbook[], id: string): Runbook => {
  const found = all.find((runbook) => runbook.id === id);
  if (!found) throw new Error(`${id} is not among ${all.map((runbook) => runbook.id).join(', ')}`);
  return found;
};
const STORE = { lab: { secrets: { store: 'sops', kept: 'on paper' } }, systems: { sops: { age: [] } } };
const SHARED = {
  services: {
    asked: {
      title: 'Asked',
      'runs-on': 'one',
      secrets: { key: { what: 'the key', make: 'random', change: 'tell it in its settings' } },
      compose: { services: { a: { image: 'a:1' } } },
    },
    asking: {
      title: 'Asking',
      'runs-on': 'box',
      secrets: { token: { what: 'its key', 'same-as': 'asked/key' } },
      compose: { services: { b: { image: 'b:1' } } },
    },
  },
};

describe('a runbook for secrets that are known to others', () => {
  it('is there for each service and system with secrets, but not for what opens a repository', () => {
    expect(runbooks().map(({ id }) => id)).toEqual(['change-secrets-tunnel', 'change-secrets-vzdump.system']);
  });

  it('names every user, goes through every file, and restarts each of them', () => {
    const runbook = called(runbooks(SHARED), 'change-secrets-asked');
    expect(runbook.subjects).toEqual(['service:asked', 'service:asking']);
    expect(runbook.text.join(' ')).toContain('container a of Asked; container b of Asking');
    const typed = runbook.steps.filter(({ asks }) => asks !== undefined);
    expect(typed.map(({ on }) => (typeof on === 'string' ? on : on.id))).toEqual(['box', 'one']);
    const restarts = runbook.steps.flatMap(({ id, run }) => (id.startsWith('restart-') ? [run] : []));
    expect(restarts).toEqual([
      'docker compose --file /opt/rackbook/infra/compose/one/asked/compose.yaml restart a',
      'docker compose --file /opt/rackbook/infra/compose/box/asking/compose.yaml restart b',
    ]);
    expect(runbook.steps.map(({ expect: seen }) => seen)).toContain('tell it in its settings.');
    expect(runbooks(SHARED).some(({ id }) => id === 'change-secrets-asking')).toBe(false);
  });

  it('puts every file back by its undo, and removes the old values last', () => {
    const { steps } = called(runbooks(SHARED), 'change-secrets-asked');
    for (const { id, undo } of steps) if (/^(type|replace)-/.test(id)) expect(undo?.run, id).toBeDefined();
    expect(steps.slice(-2).map(({ id }) => id)).toEqual(['clean-box', 'clean-one']);
  });

  it('keeps the other lines of a file with variables', () => {
    const more = {
      services: {
        app: {
          title: 'App',
          'runs-on': 'one',
          variables: { API_KEY: { secret: 'env' }, DB: { secret: 'env' } },
          secrets: { env: { what: 'variables' } },
          compose: { services: { app: { image: 'app:1', environment: { A: '${API_KEY}', B: '${DB}' } } } },
        },
      },
    };
    const { steps } = called(runbooks(more), 'change-secrets-app');
    expect(steps.find(({ id }) => id === 'type-1-1')?.run).toContain(
      `{ grep --invert-match '^API_KEY=' -- /etc/rackbook/secrets/app/env || true; printf 'API_KEY='\\''%s'\\''\\n' "$(cat)"; }`,
    );
    expect(steps.filter(({ id }) => id.startsWith('restart-')).length).toBe(1);
  });

  it('tells a database, which keeps the password that it had first', () => {
    const site = { secrets: { db: { what: 'password', container: 'db', make: 'random' } } };
    const compose = { services: { db: { environment: { MARIADB_PASSWORD_FILE: '/run/secrets/db' } } } };
    const { steps } = called(runbooks({ services: { site: { ...site, compose } } }), 'change-secrets-site');
    expect(steps.find(({ id }) => id === 'change-1-1')).toMatchObject({
      run: '/opt/rackbook/infra/dumps/one/password.sh site/db MARIADB_PASSWORD',
      asks: 'the new value of site/db',
    });
  });

  it('begins in the store where there is one, and a changed password of a repository is put there', () => {
    const all = runbooksOf(runbookLab({ ...STORE, ...SHARED }).model);
    const { steps } = called(all, 'change-secrets-asked');
    expect(steps.slice(0, 2).map(({ run }) => run)).toEqual([
      'npm run secrets -- --renew asked/key',
      `sops decrypt --extract '["rackbook_secrets"]["asked/key"]' secrets/secrets.sops.yaml`,
    ]);
    const lost = called(all, 'password-lost-local');
    expect(lost.steps.find(({ id }) => id === 'store')?.expect).toContain('--set copies/repository-password');
  });

  it('is where a stolen vault leads', () => {
    const { steps } = called(runbooksOf(runbookLab(SHARED).model), 'password-lost-vault');
    expect(steps.at(-1)?.see).toEqual(expect.arrayContaining(['password-lost-local', 'change-secrets-asked']));
  });
});

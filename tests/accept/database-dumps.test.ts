/** The generated scripts dump and load a real PostgreSQL and a real MariaDB: what comes back is what was there, or nothing was touched. */

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { quote } from '../../formats/shell.ts';
import dumps from '../../generators/dumps/system.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { waitFor } from '../../testbed/wait-for.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { type RunResult, run } from '../../tools/process.ts';
import {
  MARIADB_DAMAGE,
  MARIADB_MORE_DAMAGE,
  MARIADB_QUESTIONS,
  MARIADB_SEED,
  MARIADB_SEED_OF_APP,
  ODD_DATABASE,
  POSTGRES_DAMAGE,
  POSTGRES_QUESTIONS,
  POSTGRES_SEED,
} from './database-seed.ts';
import { type DatabaseServer, environmentOf, makeMariadb, makePostgres } from './database-server.ts';

const tools = await Promise.all([findTool(toolOf('postgres')), findTool(toolOf('mariadbd'))]);
const missing = tools.flatMap((tool) => (isMissing(tool) ? tool.missing : []));
for (const detail of missing) process.stderr.write(`SKIPPED tests/accept/database-dumps.test.ts: ${detail}\n`);
it.runIf(process.env['CI'] === 'true')('the servers are there in CI', () => expect(missing).toEqual([]));

/** Of which none may ever be an argument or an output. */
const SECRETS = { postgres: `p'g $x "1`, root: `r%oot '"2`, app: 'secret-of-app' };

const INVENTORY = JSON.stringify({
  lab: { title: 'Dumps', domain: 'lab.example.net' },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
  guests: {
    box: { title: 'Box', type: 'vm', vmid: 101, host: 'one', addresses: { apps: '10.2.20.12' }, docker: {}, backup: 'guests' },
  },
  targets: { disk: { title: 'Disk', medium: 'disk', host: 'one', path: '/mnt/disk' } },
  repositories: { images: { title: 'Images', type: 'pbs', target: 'disk', service: 'server', location: 'images', encrypted: false } },
  policies: {
    guests: { title: 'Guests', to: ['images'], schedule: 'daily', dumps: '*-*-* 23:30', keep: { last: 3 }, rpo: '24h', rto: '4h' },
  },
  services: {
    server: { title: 'PBS', 'runs-on': 'one', health: { none: 'x' } },
    pg: fragment('pg', 'postgres:17', '/var/lib/postgresql/data'),
    maria: fragment('maria', 'mariadb:11.8', '/var/lib/mysql'),
    site: fragment('site', 'mariadb:11.8', '/var/lib/mysql'),
  },
});

function fragment(container: string, image: string, target: string) {
  const data = [{ path: 'files', backup: 'guests' }];
  const compose = { services: { [container]: { image, volumes: [`files:${target}`] } }, volumes: { files: {} } };
  return { title: 'Database', 'runs-on': 'box', health: { none: 'x' }, data, compose };
}

/** Plays the machine: its folders of state, the repository, the programs in its containers. */
let home: string;
let scripts: string;
let postgres: DatabaseServer;
let mariadb: DatabaseServer;
const servers: DatabaseServer[] = [];

beforeAll(async () => {
  if (missing.length > 0) return;
  home = mkdtempSync(join(tmpdir(), 'rackbook-db-'));
  chmodSync(home, 0o755);
  scripts = join(home, 'root', 'infra/dumps/box');
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: INVENTORY }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const made = generate(loaded.value.model, [dumps], [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  for (const { path, content, mode } of made.value) {
    // Its own folders, and less patience.
    const text = content
      .replaceAll('/var/lib/rackbook', join(home, 'state'))
      .replaceAll('/var/lib/prometheus/node-exporter', join(home, 'metrics'))
      .replace('most_tries=90', 'most_tries=4');
    put(join(home, 'root', path), text, mode);
  }
  mkdirSync(join(home, 'metrics'));
  put(join(home, 'bin/docker'), STAND_IN, 0o755);
  for (const name of ['psql', 'pg_dump', 'pg_dumpall', 'pg_isready']) put(join(home, 'programs', name), noting(name, 'postgresql'), 0o755);
  for (const name of ['mariadb', 'mariadb-dump', 'mariadb-admin']) put(join(home, 'programs', name), noting(name, 'mariadb'), 0o755);

  postgres = await start(makePostgres(join(home, 'pg'), 'boss', SECRETS.postgres));
  mariadb = await start(makeMariadb(join(home, 'my')));
  const password = join(home, 'password-file');
  put(password, SECRETS.app);
  container('pg', postgres, { POSTGRES_USER: 'boss', POSTGRES_PASSWORD: SECRETS.postgres });
  container('maria', mariadb, { MARIADB_ROOT_PASSWORD: SECRETS.root });
  const user = { MYSQL_USER: 'app', MARIADB_DATABASE: 'shop', MARIADB_PASSWORD_FILE: password, MARIADB_RANDOM_ROOT_PASSWORD: 'yes' };
  container('site', mariadb, user);

  for (const [database, sql] of POSTGRES_SEED) await psql(postgres, database, sql);
  await sqlOf(mariadb, '', `ALTER USER root@localhost IDENTIFIED BY '${SECRETS.root.replaceAll("'", "''")}';`);
  await sqlOf(mariadb, SECRETS.root, MARIADB_SEED);
  await sqlOf(mariadb, SECRETS.app, MARIADB_SEED_OF_APP, 'app');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  if (home) rmSync(home, { recursive: true, force: true });
});

async function start(making: Promise<DatabaseServer>): Promise<DatabaseServer> {
  const server = await making;
  servers.push(server);
  await server.start();
  return server;
}

/** Stands for Docker: runs the words in the environment of the container, whose project is known by the folder of its Compose file. */
const STAND_IN = `#!/bin/sh
printf '%s\\n' "$*" >>"$NOTES"
[ "$1 $2 $4 $5" = 'compose --file exec -T' ] || exit 64
service=$(basename "$(dirname "$3")")
shift 6
exec "$CONTAINERS/$service" "$@"
`;

/** Notes its words, then is the real program. */
function noting(name: string, folder: 'postgresql' | 'mariadb'): string {
  const { PATH = '', LD_LIBRARY_PATH = '' } = environmentOf(folder);
  const real = `${PATH.split(':')[0]}/${name}`;
  return [
    '#!/bin/sh',
    `printf '%s\\n' "${name} $*" >>"$NOTES"`,
    ...(LD_LIBRARY_PATH ? [`LD_LIBRARY_PATH=${quote(LD_LIBRARY_PATH)} exec ${quote(real)} "$@"`] : [`exec ${quote(real)} "$@"`]),
    '',
  ].join('\n');
}

function container(service: string, { env }: DatabaseServer, own: Record<string, string>): void {
  const { PATH: _path, LD_LIBRARY_PATH: _libraries, ...places } = env;
  const all = { ...places, ...own, PATH: `${join(home, 'programs')}:/usr/bin:/bin` };
  const lines = Object.entries(all).map(([key, value]) => `export ${key}=${quote(value)}`);
  put(join(home, 'containers', service), ['#!/bin/sh', ...lines, 'exec "$@"', ''].join('\n'), 0o755);
}

function put(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode });
}

const notes = () => join(home, 'notes');
const call = (script: string, ...args: string[]): Promise<RunResult> =>
  run([join(scripts, script), ...args], {
    cwd: home,
    env: { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, NOTES: notes(), CONTAINERS: join(home, 'containers') },
  });
const good = async (script: string, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await call(script, ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const dumpOf = (service: string): string => join(home, 'state/dumps', service, `${service}.sql`);
/** Since 15.14, psql is kept to a word of chance while it reads a dump. */
const read = (file: string): string => readFileSync(file, 'latin1').replace(/^(\\(un)?restrict) \w+$/gm, '$1');

async function psql({ env }: DatabaseServer, database: string, sql: string, user = 'boss', password = SECRETS.postgres): Promise<string> {
  const own = { ...env, PGUSER: user, PGPASSWORD: password, PGDATABASE: database };
  const { code, stdout, stderr } = await run(['psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-'], {
    env: own,
    input: sql,
  });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
async function sqlOf({ env }: DatabaseServer, password: string, sql: string, user = 'root'): Promise<string> {
  const argv = ['mariadb', '--no-defaults', `--user=${user}`, '--batch', '--skip-column-names', '--default-character-set=utf8mb4'];
  const { code, stdout, stderr } = await run(argv, { env: { ...env, MYSQL_PWD: password }, input: sql });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
const askPostgres = async (server: DatabaseServer) => {
  const answers: string[] = [];
  for (const question of POSTGRES_QUESTIONS) answers.push(await psql(server, 'shop', question));
  return answers;
};
const askMariadb = async (server: DatabaseServer, password = SECRETS.root) => {
  const answers: string[] = [];
  for (const question of MARIADB_QUESTIONS)
    answers.push(await sqlOf(server, password, `SET group_concat_max_len = 100000000; ${question};`));
  return answers;
};

describe.skipIf(missing.length > 0)('dumps', () => {
  it('are whole files that no other user can read, and no password is an argument or an output', async () => {
    const said = await good('dump.sh');
    expect(said.match(/^Dumped \w+\/\w+: \d+ bytes\.$/gm)).toHaveLength(3);
    expect(statSync(join(home, 'state/dumps')).mode & 0o777).toBe(0o700);
    for (const service of ['pg', 'maria', 'site']) {
      expect(statSync(dumpOf(service)).mode & 0o777).toBe(0o600);
      expect(readFileSync(dumpOf(service), 'latin1')).toMatch(
        /^-- (PostgreSQL database dump complete|Dump completed)$(.|\n){0,300}\n-- rackbook: dump complete\n$/m,
      );
      expect(existsSync(`${dumpOf(service)}.part`)).toBe(false);
    }
    const seen = `${said}${readFileSync(notes(), 'utf8')}`;
    expect(seen).toMatch(/^pg_dump --clean --if-exists --create$/m);
    expect(seen).toMatch(/^mariadb-dump --user=app .*--databases -- shop$/m);
    for (const secret of Object.values(SECRETS)) expect(seen).not.toContain(secret);
  });

  it('of named databases leave the others alone; an invalid name does nothing', async () => {
    const before = statSync(dumpOf('maria')).mtimeMs;
    expect(await good('dump.sh', 'pg/pg')).toMatch(/^Dumped pg\/pg: \d+ bytes\.\n$/);
    expect(statSync(dumpOf('maria')).mtimeMs).toBe(before);
    const { code, stderr } = await call('dump.sh', 'pg/pg', '../x');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'There is no database ../x on box. There are: maria/maria pg/pg site/site\n' });
  });

  it('are the same when nothing has changed', async () => {
    await good('dump.sh');
    const first = ['pg', 'maria', 'site'].map((service) => read(dumpOf(service)));
    await good('dump.sh');
    expect(['pg', 'maria', 'site'].map((service) => read(dumpOf(service)))).toEqual(first);
  });
});

describe.skipIf(missing.length > 0)('PostgreSQL', () => {
  it('comes back as it was, over a server in which much has changed', async () => {
    await good('dump.sh', 'pg/pg');
    const first = read(dumpOf('pg'));
    const answers = await askPostgres(postgres);
    await psql(postgres, 'shop', POSTGRES_DAMAGE);
    expect(await askPostgresOrFail(postgres)).not.toEqual(answers);
    expect(await good('load.sh', 'pg/pg')).toMatch(/^Loaded .*\/pg\/pg\.sql \(\d+ bytes\) into pg\/pg\.\n$/);
    await good('dump.sh', 'pg/pg');
    expect(read(dumpOf('pg'))).toBe(first);
    expect(await askPostgres(postgres)).toEqual(answers);
    expect(await psql(postgres, ODD_DATABASE, 'SELECT count(*), max(m) FROM t', 'app', SECRETS.app).catch(String)).toContain(
      'permission denied',
    );
    expect(existsSync(join(home, 'PWNED'))).toBe(false);
  });

  it('comes back in an empty server, and a second time', async () => {
    await good('dump.sh', 'pg/pg');
    const first = read(dumpOf('pg'));
    const kept = join(home, 'kept.sql');
    writeFileSync(kept, readFileSync(dumpOf('pg')));
    const other = await start(makePostgres(join(home, 'pg2'), 'boss', 'of another time'));
    try {
      container('pg', other, { POSTGRES_USER: 'boss', POSTGRES_PASSWORD: 'of another time' });
      await good('load.sh', 'pg/pg', kept);
      // Its administrator has the password of its environment, and the app's role that of the dump.
      expect(await psql(other, 'shop', 'SELECT 1', 'app', SECRETS.app)).toBe('1\n');
      await good('load.sh', 'pg/pg', kept);
      await good('dump.sh', 'pg/pg');
      expect(read(dumpOf('pg'))).toBe(first);
    } finally {
      container('pg', postgres, { POSTGRES_USER: 'boss', POSTGRES_PASSWORD: SECRETS.postgres });
      await other.stop();
    }
  });

  it('is dumped the same by the environment of other images', async () => {
    await good('dump.sh', 'pg/pg');
    const first = read(dumpOf('pg'));
    const file = join(home, 'password-of-boss');
    put(file, SECRETS.postgres);
    try {
      for (const own of [
        { POSTGRESQL_USERNAME: 'boss', POSTGRESQL_PASSWORD: SECRETS.postgres },
        { POSTGRESQL_USERNAME: 'boss', POSTGRESQL_PASSWORD_FILE: file },
        { POSTGRES_USER: 'boss', FILE__POSTGRES_PASSWORD: file },
      ]) {
        container('pg', postgres, own);
        await good('dump.sh', 'pg/pg');
        expect(read(dumpOf('pg')), Object.keys(own).join()).toBe(first);
      }
      container('pg', postgres, { POSTGRESQL_USERNAME: 'boss', POSTGRESQL_PASSWORD: 'of another time' });
      expect((await call('dump.sh', 'pg/pg')).code).toBe(1);
    } finally {
      container('pg', postgres, { POSTGRES_USER: 'boss', POSTGRES_PASSWORD: SECRETS.postgres });
    }
  });

  it('is not taken from half a dump, nor from one that ends between two databases', async () => {
    await good('dump.sh', 'pg/pg');
    const whole = readFileSync(dumpOf('pg'));
    const answers = await askPostgres(postgres);
    const ends = [...whole.toString('latin1').matchAll(/^-- PostgreSQL database dump complete\n--\n/gm)].map(
      (end) => end.index + end[0].length,
    );
    expect(ends.length).toBeGreaterThan(2);
    const half = join(home, 'half.sql');
    for (const length of [Math.floor(whole.length / 2), ends[0] ?? 0, ends.at(-1) ?? 0, whole.length - 2, 0]) {
      writeFileSync(half, whole.subarray(0, length));
      const { code, stderr } = await call('load.sh', 'pg/pg', half);
      expect({ code, stderr }, String(length)).toEqual({
        code: 1,
        stderr: `${half} is not a whole dump of this kind of database: its last line is missing. Nothing was changed.\n`,
      });
    }
    expect((await call('load.sh', 'maria/maria', dumpOf('pg'))).stderr).toContain('not a whole dump of this kind of database');
    expect((await askPostgres(postgres)).slice(0, -1)).toEqual(answers.slice(0, -1));
  });

  it('stops at the first error of a load, and says so', async () => {
    const bad = join(home, 'bad.sql');
    writeFileSync(bad, 'SELECT 1/0;\nCREATE DATABASE never;\n-- PostgreSQL database dump complete\n-- rackbook: dump complete\n');
    const { code, stderr } = await call('load.sh', 'pg/pg', bad);
    expect(code).toBe(1);
    expect(stderr).toContain('division by zero');
    expect(stderr).toContain('was not loaded into pg/pg, or not wholly');
    expect(await psql(postgres, 'postgres', 'SELECT datname FROM pg_database')).not.toContain('never');
  });

  it('is not loaded while a client uses it: nothing is changed under it', async () => {
    // Until it is sent away: a slow machine may take longer than any fixed time to come to the load.
    const held = psql(postgres, 'shop', 'SELECT pg_sleep(600)').catch(() => {});
    const sleepers = `FROM pg_stat_activity WHERE datname = 'shop' AND query LIKE 'SELECT pg_sleep%'`;
    await waitFor(
      () => psql(postgres, 'postgres', `SELECT count(*) ${sleepers}`),
      (count) => count.trim() === '1',
    );
    const { code, stderr } = await call('load.sh', 'pg/pg');
    await psql(postgres, 'postgres', `SELECT pg_terminate_backend(pid) ${sleepers}`);
    await held;
    expect(code).toBe(1);
    expect(stderr).toContain('is being accessed by other users');
    await good('load.sh', 'pg/pg');
  });
});

/** The answers, or that something is not there any more. */
const askPostgresOrFail = (server: DatabaseServer) => askPostgres(server).catch(() => []);

describe.skipIf(missing.length > 0)('MariaDB', () => {
  it('comes back as it was, by its root', async () => {
    await good('dump.sh', 'maria/maria');
    const first = read(dumpOf('maria'));
    const answers = await askMariadb(mariadb);
    await sqlOf(mariadb, SECRETS.root, MARIADB_DAMAGE + MARIADB_MORE_DAMAGE);
    await good('load.sh', 'maria/maria');
    expect(await askMariadb(mariadb)).toEqual(answers);
    await good('dump.sh', 'maria/maria');
    expect(read(dumpOf('maria'))).toBe(first);
    expect(existsSync(join(home, 'PWNED'))).toBe(false);
  });

  it('is dumped the same by the environment of other images', async () => {
    await good('dump.sh', 'maria/maria');
    const first = read(dumpOf('maria'));
    const file = join(home, 'password-of-root');
    put(file, SECRETS.root);
    try {
      for (const own of [
        { FILE__MYSQL_ROOT_PASSWORD: file },
        { MARIADB_ROOT_USER: 'root', MARIADB_ROOT_PASSWORD_FILE: file, ALLOW_EMPTY_PASSWORD: 'no' },
      ]) {
        container('maria', mariadb, own);
        await good('dump.sh', 'maria/maria');
        expect(read(dumpOf('maria')), Object.keys(own).join()).toBe(first);
      }
      container('maria', mariadb, { ALLOW_EMPTY_PASSWORD: 'no' });
      expect((await call('dump.sh', 'maria/maria')).stderr).toContain('The environment names neither the password of root');
    } finally {
      container('maria', mariadb, { MARIADB_ROOT_PASSWORD: SECRETS.root });
    }
  });

  it('comes back as it was, by a user who has but one database', async () => {
    await good('dump.sh', 'site/site');
    const first = read(dumpOf('site'));
    expect(first).not.toContain('ird');
    const answers = await askMariadb(mariadb);
    await sqlOf(mariadb, SECRETS.root, MARIADB_DAMAGE);
    await good('load.sh', 'site/site');
    expect(await askMariadb(mariadb)).toEqual(answers);
    await good('dump.sh', 'site/site');
    expect(read(dumpOf('site'))).toBe(first);
  });

  it('comes back in an empty server', async () => {
    await good('dump.sh', 'maria/maria');
    const first = read(dumpOf('maria'));
    const answers = await askMariadb(mariadb);
    const kept = join(home, 'kept.sql');
    writeFileSync(kept, readFileSync(dumpOf('maria')));
    const other = await start(makeMariadb(join(home, 'my2')));
    try {
      container('maria', other, { MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: 'yes' });
      await good('load.sh', 'maria/maria', kept);
      // Its root has the password of its environment, here none.
      expect(await askMariadb(other, '')).toEqual(answers);
      await good('dump.sh', 'maria/maria');
      expect(read(dumpOf('maria'))).toBe(first);
    } finally {
      container('maria', mariadb, { MARIADB_ROOT_PASSWORD: SECRETS.root });
      await other.stop();
    }
  });

  it('is not taken from half a dump', async () => {
    await good('dump.sh', 'maria/maria');
    const whole = readFileSync(dumpOf('maria'));
    const half = join(home, 'half.sql');
    for (const length of [Math.floor(whole.length / 2), whole.length - 2]) {
      writeFileSync(half, whole.subarray(0, length));
      expect((await call('load.sh', 'maria/maria', half)).code).toBe(1);
    }
  });

  it('says what it lacks when the environment names no user', async () => {
    container('site', mariadb, {
      MARIADB_RANDOM_ROOT_PASSWORD: 'yes',
      MARIADB_DATABASE: 'shop',
      MARIADB_USER: 'app',
      MARIADB_PASSWORD_HASH: '*x',
    });
    const { code, stderr } = await call('dump.sh', 'site/site');
    expect(code).toBe(1);
    expect(stderr).toContain('The environment names neither the password of root nor a user with password and database.');
    container('site', mariadb, { MARIADB_USER: 'app', MARIADB_DATABASE: 'shop', MARIADB_PASSWORD: SECRETS.app });
    await good('dump.sh', 'site/site');
  });
});

describe.skipIf(missing.length > 0)('a server that is down', () => {
  it('fails the dump, leaves the earlier one, and keeps no other from being dumped', async () => {
    await good('dump-guests.sh');
    const metrics = () => readFileSync(join(home, 'metrics/rackbook-dump-guests.prom'), 'utf8');
    const number = (name: string) =>
      Number(new RegExp(`^rackbook_job_${name}\\{job="dump",policy="guests"\\} (\\d+)$`, 'm').exec(metrics())?.[1]);
    expect([number('exit_code'), number('last_run_timestamp_seconds')]).toEqual([0, number('last_success_timestamp_seconds')]);
    const success = number('last_success_timestamp_seconds');
    const before = [readFileSync(dumpOf('pg')), statSync(dumpOf('maria')).mtimeMs];
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await postgres.stop();
    try {
      const { code, stderr } = await call('dump-guests.sh');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^pg\/pg was not dumped\. What was there of it before is untouched\.$/m);
      expect(readFileSync(dumpOf('pg'))).toEqual(before[0]);
      expect(statSync(dumpOf('maria')).mtimeMs).toBeGreaterThan(Number(before[1]));
      expect(existsSync(`${dumpOf('pg')}.part`)).toBe(false);
      expect([number('exit_code'), number('last_success_timestamp_seconds')]).toEqual([1, success]);
      expect(number('last_run_timestamp_seconds')).toBeGreaterThan(success);
      const load = await call('load.sh', 'pg/pg');
      expect({ code: load.code, stderr: load.stderr.trim() }).toEqual({
        code: 1,
        stderr: 'The server in pg/pg does not answer. Nothing was changed.',
      });
    } finally {
      await postgres.start();
    }
  });

  it('is waited for by a load', async () => {
    await postgres.stop();
    const loading = call('load.sh', 'pg/pg');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await postgres.start();
    expect((await loading).code).toBe(0);
  });

  it('in the middle of a dump leaves the earlier one', async () => {
    const before = readFileSync(dumpOf('pg'));
    const { PATH: path = '' } = postgres.env;
    const real = `${path.split(':')[0]}/pg_dump`;
    const program = join(home, 'programs/pg_dump');
    const kept = readFileSync(program);
    // As when its connection is lost.
    writeFileSync(program, `#!/bin/sh\n${quote(real)} "$@" | head -c 3000\nexit 1\n`);
    try {
      expect((await call('dump.sh', 'pg/pg')).code).toBe(1);
      // A tool that stops and calls that well.
      writeFileSync(program, `#!/bin/sh\n${quote(real)} "$@" | head -c 3000\n`);
      const { code, stderr } = await call('dump.sh', 'pg/pg');
      expect({ code, stderr }).toEqual({ code: 1, stderr: 'pg/pg was not dumped to its end. What was there of it before is untouched.\n' });
      expect(readFileSync(dumpOf('pg'))).toEqual(before);
    } finally {
      writeFileSync(program, kept);
    }
  });
});

/** Comes last: the servers take other passwords afterwards. */
describe.skipIf(missing.length > 0)('a new password', () => {
  const NEW = `n'e"w \\ $x %s ;--`;
  const change = (name: string, variable: string, input: string) =>
    run([join(scripts, 'password.sh'), name, variable], {
      cwd: home,
      env: { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, NOTES: notes(), CONTAINERS: join(home, 'containers') },
      input,
    });

  it.each([
    ['of an app that may change none but its own', 'site/site', 'MARIADB_PASSWORD', () => sqlOf(mariadb, NEW, 'SELECT 1;', 'app')],
    ['of the root of MariaDB', 'maria/maria', 'MARIADB_ROOT_PASSWORD', () => sqlOf(mariadb, NEW, 'SELECT 1;')],
    ['of the administrator of PostgreSQL', 'pg/pg', 'POSTGRES_PASSWORD', () => psql(postgres, 'template1', 'SELECT 1', 'boss', NEW)],
  ])('%s opens the database, and is no argument and no output', async (_, name, variable, ask) => {
    rmSync(notes(), { force: true });
    const none = await change(name, variable, '');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no new password')]);
    const wrong = await change(name, 'OTHER_PASSWORD', NEW);
    expect([wrong.code, wrong.stdout]).toEqual([1, '']);
    const done = await change(name, variable, `${NEW}\n`);
    expect(done).toMatchObject({ code: 0, stderr: '', stdout: `Changed the password of ${name}.\n` });
    expect((await ask()).trim()).toBe('1');
    for (const text of [readFileSync(notes(), 'utf8'), done.stdout, wrong.stderr]) expect(text.includes(`n'e"w`)).toBe(false);
  });
});

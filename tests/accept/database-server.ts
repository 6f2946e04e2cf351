/** Real database servers of the catalog, in separate folders, as an unprivileged user. They end with the test that started them. */

import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { toolsStore } from '../../tools/places.ts';
import { lastLines, run } from '../../tools/process.ts';

export interface DatabaseServer {
  /** What its clients need in their environment, apart from who they are. */
  readonly env: Readonly<Record<string, string>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const UNPRIVILEGED = 65_534;
const isRoot = process.getuid?.() === 0;
/** Servers refuse to run as root. */
const AS_USER = isRoot ? ['setpriv', `--reuid=${UNPRIVILEGED}`, `--regid=${UNPRIVILEGED}`, '--clear-groups'] : [];

/** Environment in which the programs of a folder of the tools' store are found with their libraries. */
export function environmentOf(folder: 'postgresql' | 'mariadb'): Record<string, string> {
  const root = join(toolsStore, folder, 'usr');
  const libraries = readdirSync(join(root, 'lib'))
    .filter((name) => name.includes('-linux-'))
    .map((name) => join(root, 'lib', name));
  const programs = folder === 'postgresql' ? [join(root, 'lib/postgresql/15/bin')] : [join(root, 'bin'), join(root, 'sbin')];
  return {
    PATH: [...programs, process.env['PATH'] ?? ''].join(':'),
    ...(libraries.length > 0 ? { LD_LIBRARY_PATH: libraries.join(':') } : {}),
    LC_ALL: 'C.UTF-8',
  };
}

/** A new PostgreSQL, whose one user has to give a password everywhere. */
export async function makePostgres(folder: string, user: string, password: string): Promise<DatabaseServer> {
  const env = environmentOf('postgresql');
  own(folder);
  const words = join(folder, 'password');
  await writeFile(words, password, { mode: 0o600 });
  own(folder, words);
  const data = join(folder, 'data');
  await must(
    [...AS_USER, 'initdb', '-D', data, '-U', user, '--auth=scram-sha-256', `--pwfile=${words}`, '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    env,
  );
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, fsync: 'off', shared_buffers: '16MB' };
  const argv = ['postgres', '-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const ready = ['pg_isready', '--host', '127.0.0.1', '--port', String(port)];
  // A fast shutdown, which does not wait for clients.
  return server(argv, ready, 'SIGINT', { ...env, PGHOST: folder, PGPORT: String(port) });
}

/** A new MariaDB, whose root has no password. */
export async function makeMariadb(folder: string): Promise<DatabaseServer> {
  const env = environmentOf('mariadb');
  own(folder);
  const data = join(folder, 'data');
  const base = `--basedir=${join(toolsStore, 'mariadb', 'usr')}`;
  const how = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  await must([...AS_USER, 'mariadb-install-db', '--no-defaults', base, `--datadir=${data}`, ...how], env);
  const port = await freePort();
  const socket = join(folder, 'socket');
  const settings = [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${socket}`,
    '--event-scheduler=ON',
    '--innodb-buffer-pool-size=16M',
  ];
  const argv = ['mariadbd', '--no-defaults', base, `--datadir=${data}`, ...settings];
  const ready = ['mariadb-admin', '--no-defaults', '--protocol=tcp', '--host=127.0.0.1', `--port=${port}`, 'ping'];
  return server(argv, ready, 'SIGTERM', { ...env, MYSQL_UNIX_PORT: socket, MYSQL_TCP_PORT: String(port) });
}

/** Milliseconds after which a server ends if it is not stopped. */
const LONGEST = 300_000;

function server(argv: readonly string[], ready: readonly string[], end: NodeJS.Signals, env: Record<string, string>): DatabaseServer {
  let child: ChildProcess | undefined;
  let said = '';
  return {
    env,
    async start() {
      const [program = '', ...args] = [...AS_USER, ...argv];
      child = spawn(program, args, {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: LONGEST,
        killSignal: 'SIGKILL',
      });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-4000);
      });
      for (let tries = 0; tries < 100; tries += 1) {
        if (child.exitCode !== null) break;
        if ((await run(ready, { env, timeoutMs: 5000 })).code === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      child.kill('SIGKILL');
      throw new Error(`${argv[0]} does not start: ${said}`);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const over = new Promise((resolve) => child?.once('exit', resolve));
      child.kill(end);
      const late = setTimeout(() => child?.kill('SIGKILL'), 10_000);
      await over;
      clearTimeout(late);
      child = undefined;
    },
  };
}

function own(folder: string, file = folder): void {
  mkdirSync(folder, { recursive: true });
  if (isRoot) chownSync(file, UNPRIVILEGED, UNPRIVILEGED);
}

async function must(argv: readonly string[], env: Record<string, string>): Promise<void> {
  const done = await run(argv, { env, timeoutMs: 60_000 });
  if (done.code !== 0) throw new Error(`${argv.find((word) => !AS_USER.includes(word))} failed: ${lastLines(done)}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

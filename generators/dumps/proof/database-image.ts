/** Images with the real MariaDB and PostgreSQL of the catalog, which behave as the official ones as far as the lab's fragments ask them to. */

import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceImage } from '../../../testbed/stand-in/image.ts';
import { toolsStore } from '../../../tools/places.ts';
import { lastLines, run } from '../../../tools/process.ts';
import type { Tool } from '../../../tools/tool.ts';
import { mariadbd, postgres } from '../tool.ts';

const USERS = {
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\nmysql:x:999:999::/:/bin/sh\npostgres:x:70:70::/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  '/etc/group': 'root:x:0:\nmysql:x:999:\npostgres:x:70:\nnogroup:x:65534:\n',
};

/** Makes a new server from the environment, as the official image does the first time, and starts it. */
const MARIADB_ENTRY = `#!/bin/sh
set -eu
data=/var/lib/mysql share=/usr/share/mysql
value() { eval "text=\\\${$1:-} file=\\\${$1_FILE:-}"; if [ -n "$file" ]; then cat "$file"; else printf %s "$text"; fi; }
mkdir -p /run/mysqld
if [ ! -d "$data/mysql" ]; then
  {
    echo 'create database mysql;'
    echo 'use mysql;'
    cat "$share/mysql_system_tables.sql" "$share/mysql_performance_tables.sql" "$share/mysql_system_tables_data.sql" "$share/maria_add_gis_sp_bootstrap.sql"
  } | mariadbd --no-defaults --bootstrap --user=root --datadir="$data" --log-warnings=0
  {
    echo 'flush privileges;'
    echo "create database if not exists \\\`$(value MARIADB_DATABASE)\\\`;"
    echo "create user '$(value MARIADB_USER)'@'%' identified by '$(value MARIADB_PASSWORD)';"
    echo "create user '$(value MARIADB_USER)'@'localhost' identified by '$(value MARIADB_PASSWORD)';"
    echo "grant all on \\\`$(value MARIADB_DATABASE)\\\`.* to '$(value MARIADB_USER)'@'%', '$(value MARIADB_USER)'@'localhost';"
  } | mariadbd --no-defaults --bootstrap --user=root --datadir="$data" --log-warnings=0
fi
exec mariadbd --no-defaults --user=root --datadir="$data" --socket=/run/mysqld/mysqld.sock --innodb-buffer-pool-size=16M --innodb-log-file-size=8M
`;

const POSTGRES_ENTRY = `#!/bin/sh
set -eu
data=\${PGDATA:-/var/lib/postgresql/data}
value() { eval "text=\\\${$1:-} file=\\\${$1_FILE:-}"; if [ -n "$file" ]; then cat "$file"; else printf %s "$text"; fi; }
user=$(value POSTGRES_USER); user=\${user:-postgres}
name=$(value POSTGRES_DB); name=\${name:-$user}
mkdir -p "$data" /var/run/postgresql
chown -R postgres "$data" /var/run/postgresql
chmod 700 "$data"
if [ ! -s "$data/PG_VERSION" ]; then
  su postgres -c "initdb --username='$user' --auth=trust --encoding=UTF8 --locale=C '$data'" >/dev/null
  [ "$name" = postgres ] || echo "create database \\"$name\\";" | su postgres -c "postgres --single -D '$data' postgres" >/dev/null
fi
su postgres -c "exec postgres -D '$data' -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql -c shared_buffers=16MB" &
# As the official image asks for: clients that are still there are not waited for.
trap 'kill -INT "$(head -n 1 "$data/postmaster.pid")"' TERM INT
while kill -0 "$!" 2>/dev/null; do wait "$!" || true; done
`;

/** Answers as the health check of the official image does. */
const MARIADB_HEALTH = '#!/bin/sh\nexec mariadb-admin --no-defaults --socket=/run/mysqld/mysqld.sock ping --silent\n';

const made = new Map<'mariadb' | 'postgres', Promise<ServiceImage>>();

/** The image of a database, with its server, its client and what dumps it. Made once: its files are read from the store of programs. */
export function databaseImage(engine: string): Promise<ServiceImage> {
  const kind = engine === 'postgres' ? 'postgres' : 'mariadb';
  const image = made.get(kind) ?? (kind === 'postgres' ? postgresImage() : mariadbImage());
  made.set(kind, image);
  return image;
}

async function mariadbImage(): Promise<ServiceImage> {
  const store = storeOf(mariadbd);
  const programs = ['mariadb', 'mariadb-dump', 'mariadb-admin'].map((name) => [`/usr/bin/${name}`, join(store, 'usr/bin', name)] as const);
  const server = ['/usr/sbin/mariadbd', join(store, 'usr/sbin/mariadbd')] as const;
  // MySQL's own names for the same programs.
  const others = [
    ['/usr/bin/mysql', join(store, 'usr/bin/mariadb')],
    ['/usr/bin/mysqldump', join(store, 'usr/bin/mariadb-dump')],
  ] as const;
  const all = [server, ...programs, ...others];
  return {
    ports: [3306],
    binaries: {
      ...Object.fromEntries(all),
      ...(await librariesOf(
        store,
        all.map(([, path]) => path),
      )),
    },
    files: { ...USERS, ...(await filesBelow(join(store, 'usr/share/mysql'), '/usr/share/mysql')) },
    programs: [],
    entrypoint: ['/bin/sh', '-c', MARIADB_ENTRY],
    scripts: { '/usr/local/bin/healthcheck.sh': MARIADB_HEALTH },
  };
}

async function postgresImage(): Promise<ServiceImage> {
  const store = storeOf(postgres);
  const home = 'usr/lib/postgresql/15';
  const names = await readdir(join(store, home, 'bin'));
  const programs = names.map((name) => [`/${home}/bin/${name}`, join(store, home, 'bin', name)] as const);
  const modules = (await readdir(join(store, home, 'lib'))).filter((name) => name.endsWith('.so'));
  const libraries = modules.map((name) => [`/${home}/lib/${name}`, join(store, home, 'lib', name)] as const);
  return {
    ports: [5432],
    binaries: {
      ...Object.fromEntries([...programs, ...libraries]),
      ...(await librariesOf(
        store,
        programs.map(([, path]) => path),
      )),
    },
    files: {
      ...USERS,
      ...(await filesBelow(join(store, 'usr/share/postgresql'), '/usr/share/postgresql')),
      ...(await filesBelow('/usr/share/zoneinfo/Etc', '/usr/share/zoneinfo/Etc')),
    },
    env: { PATH: `/${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` },
    programs: [],
    entrypoint: ['/bin/sh', '-c', POSTGRES_ENTRY],
  };
}

function storeOf({ source }: Tool): string {
  return join(toolsStore, 'folder' in source ? source.folder : '');
}

/** Every library that the programs are linked with, under the path by which the loader of the image finds it. */
async function librariesOf(store: string, programs: readonly string[]): Promise<Record<string, string>> {
  const folders = (await Promise.all(['lib', 'usr/lib'].map((folder) => subfolders(join(store, folder))))).flat();
  const done = await run(['ldd', ...programs], { env: { LD_LIBRARY_PATH: folders.join(':') } });
  if (done.code !== 0) throw new Error(`ldd does not tell the libraries of a database: ${lastLines(done, 1)}`);
  const found: Record<string, string> = {};
  for (const line of done.stdout.split('\n')) {
    const [, name, path] = /^\s+(\S+) => (\/\S+)/.exec(line) ?? /^\s+(\/\S+)()/.exec(line) ?? [];
    if (name === undefined || name === '') continue;
    const source = path !== undefined && path !== '' ? path : name;
    found[name.startsWith('/') ? name : `/lib/${name}`] = await realpath(source);
  }
  return found;
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Files of a folder by their path in the image; links are followed. */
async function filesBelow(folder: string, place: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [`${place}${path.slice(folder.length)}`, await readFile(path)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

import { optionOf } from '../../../core/compose/container-view.ts';
import type { DatabaseKind } from '../../../core/roles/dump-tool.ts';

/** The last word of a name: `postgres` of `immich-app/postgres`, of `my-postgres` and of `postgres`, not of `postgres-exporter`. */
const named = (...names: readonly string[]): RegExp => new RegExp(`(^|[/_.-])(${names.join('|')})$`);

/** Databases that `in-*.sh` dump. Folders: the official image, Bitnami, LinuxServer, in this order. */
export const dumpedDatabases: readonly DatabaseKind[] = [
  {
    engine: 'postgres',
    title: 'PostgreSQL',
    image: /(^|\/)(percona-)?distribution-postgresql(-\w+)*$/,
    folders: ['/data/db'],
    folderOf: ({ environment }) => environment['PGDATA'],
  },
  {
    engine: 'postgres',
    title: 'PostgreSQL',
    image: named(
      ...['postgres', 'postgresql', 'postgresql-repmgr', 'postgis', 'timescaledb', 'timescaledb-ha', 'pgvector', 'pgvecto-rs', 'pgvectors'],
      ...['vchord-postgres', 'vchord-suite', 'vectorchord', 'pgautoupgrade', 'citus', 'paradedb'],
    ),
    // The second since PostgreSQL 18, whose folder has the version in its name; both are mounted where an older image makes a volume of the first.
    folders: ['/var/lib/postgresql/data', '/var/lib/postgresql', '/bitnami/postgresql/data', '/home/postgres/pgdata'],
    folderOf: ({ environment, words }) => environment['PGDATA'] ?? environment['POSTGRESQL_DATA_DIR'] ?? optionOf(words, '-D'),
    unmistakable: true,
  },
  {
    engine: 'mariadb',
    title: 'MariaDB',
    image: named('mariadb', 'mariadb-galera'),
    folders: ['/var/lib/mysql', '/bitnami/mariadb/data', '/config/databases'],
    folderOf: ({ words }) => optionOf(words, '--datadir'),
  },
  {
    engine: 'mysql',
    title: 'MySQL',
    image: named('mysql', 'mysql-server', 'percona', 'percona-server', 'percona-xtradb-cluster'),
    folders: ['/var/lib/mysql', '/bitnami/mysql/data'],
    folderOf: ({ words }) => optionOf(words, '--datadir'),
    unmistakable: true,
  },
];

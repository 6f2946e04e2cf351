import type { DebianSource, Tool } from '../../tools/tool.ts';

// Server and client, as their images have both.
const mariadbPackages: DebianSource = {
  from: 'debian',
  folder: 'mariadb',
  suite: 'own',
  packages: ['mariadb-server-core', 'mariadb-client-core', 'mariadb-client', 'mariadb-common'],
  withMissing: true,
};

const postgresPackages: DebianSource = {
  from: 'debian',
  folder: 'postgresql',
  suite: 'own',
  packages: ['postgresql-15', 'postgresql-client-15'],
  withMissing: true,
};

export const mariadbd = {
  id: 'mariadbd',
  title: 'MariaDB',
  wanted: '10.11',
  oldest: '10.6',
  source: mariadbPackages,
  program: 'usr/sbin/mariadbd',
  // Never from the PATH: its files are put into an image.
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

export const postgres = {
  id: 'postgres',
  title: 'PostgreSQL',
  wanted: '15',
  oldest: '14',
  source: postgresPackages,
  program: 'usr/lib/postgresql/15/bin/postgres',
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

export default [mariadbd, postgres] as const;

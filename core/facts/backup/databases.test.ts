import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { databasesOf } from './databases.ts';
import { isBelow } from './kept-files.ts';

const found = (more: object = {}) =>
  databasesOf(runbookLab(more).model).map(({ service, container, engine, files, data }) => [
    `${service.id}/${container}`,
    engine,
    files,
    data.path,
  ]);

/** A service with one container of that image and mount, whose data are these. */
const app = (image: string, mount: string, ...paths: readonly string[]) => ({
  services: {
    app: {
      title: 'App',
      'runs-on': 'one',
      data: paths.map((path) => ({ path, backup: 'daily' })),
      compose: { services: { db: { image, volumes: [mount] } }, volumes: { files: {} } },
    },
  },
});
const inApp = (...words: Parameters<typeof app>) => found(app(...words)).filter(([name]) => name === 'app/db');

describe('databases', () => {
  it('are found by image and folder, with the place of their dump', () => {
    expect(found()).toEqual([
      ['blog/db', 'postgres', '/srv/blog/db', '/srv/blog/db'],
      ['site/db', 'mariadb', '/srv/site/db', '/srv/site/db'],
    ]);
    expect(databasesOf(runbookLab().model).map(({ dump }) => dump)).toEqual([
      '/var/lib/rackbook/dumps/blog/db.sql',
      '/var/lib/rackbook/dumps/site/db.sql',
    ]);
  });

  it('are found in a volume, and below a declared folder', () => {
    expect(inApp('ghcr.io/immich-app/postgres:17', 'files:/var/lib/postgresql/data', 'files')).toEqual([
      ['app/db', 'postgres', '/var/lib/docker/volumes/app_files/_data', 'files'],
    ]);
    expect(inApp('mysql:9.5', '/srv/app/db:/var/lib/mysql', '/srv/app')).toEqual([['app/db', 'mysql', '/srv/app/db', '/srv/app']]);
  });

  it('belong to the innermost of several folders', () => {
    expect(inApp('mysql:9.5', '/srv/app/db:/var/lib/mysql', '/srv/app', '/srv/app/db')).toEqual([
      ['app/db', 'mysql', '/srv/app/db', '/srv/app/db'],
    ]);
  });

  it('are known by images that are built on the official ones, with a digest too', () => {
    for (const image of ['postgis/postgis:17-3.5', 'timescale/timescaledb:2.19.3-pg17', `postgres@sha256:${'0'.repeat(64)}`])
      expect(inApp(image, '/srv/app:/var/lib/postgresql/data', '/srv/app').map(([, engine]) => engine)).toEqual(['postgres']);
    expect(inApp('postgres:18', '/srv/app:/var/lib/postgresql', '/srv/app').map(([, engine]) => engine)).toEqual(['postgres']);
  });

  it('are none of a planned service, and none that only reads', () => {
    expect(found({ services: { site: { planned: true } } })).toEqual([['blog/db', 'postgres', '/srv/blog/db', '/srv/blog/db']]);
    expect(inApp('mysql:9.5', '/srv/app:/var/lib/mysql:ro', '/srv/app')).toEqual([]);
  });

  it.each([
    ['lscr.io/linuxserver/mariadb:11.4', '/srv/app:/config', {}, 'mariadb', '/srv/app/databases'],
    ['bitnamilegacy/postgresql:17', '/srv/app:/bitnami/postgresql', {}, 'postgres', '/srv/app/data'],
    ['docker.io/bitnami/mysql:9', '/srv/app:/bitnami', {}, 'mysql', '/srv/app/mysql/data'],
    ['bitnami/mariadb:11', '/srv/app:/bitnami/mariadb/data', {}, 'mariadb', '/srv/app'],
    ['percona/percona-server:8.0', '/srv/app:/var/lib/mysql', {}, 'mysql', '/srv/app'],
    ['percona/percona-distribution-postgresql:17', '/srv/app:/data/db', {}, 'postgres', '/srv/app'],
    ['timescale/timescaledb-ha:pg17', '/srv/app:/home/postgres/pgdata/data', {}, 'postgres', '/srv/app'],
    ['tensorchord/vchord-postgres:pg17-v0.4', '/srv/app:/var/lib/postgresql/data', {}, 'postgres', '/srv/app'],
    ['tensorchord/pgvecto-rs:pg17-v0.4', '/srv/app:/var/lib/postgresql/data', {}, 'postgres', '/srv/app'],
    ['registry.example.net:5000/mirror/library/postgres:17', '/srv/app:/var/lib/postgresql/data', {}, 'postgres', '/srv/app'],
    ['postgres:17', '/srv/app:/pg', { environment: { PGDATA: '/pg/data' } }, 'postgres', '/srv/app/data'],
    ['postgres:17', '/srv/app:/pg/', { environment: ['PGDATA=/pg/'] }, 'postgres', '/srv/app'],
    [
      'postgres:17',
      '/srv/app:/var/lib/postgresql/data',
      { environment: { PGDATA: '/var/lib/postgresql/data/pg' } },
      'postgres',
      '/srv/app',
    ],
    ['mariadb:11', '/srv/app:/db', { command: 'mariadbd --datadir=/db' }, 'mariadb', '/srv/app'],
    ['mariadb:11', '/srv/app:/db', { command: ['--datadir', '/db'] }, 'mariadb', '/srv/app'],
  ])('are found in the layout of %s at %s', (image, mount, more, engine, files) => {
    const { services } = app(image, mount, '/srv/app');
    Object.assign(services.app.compose.services.db, more);
    expect(found({ services }).filter(([name]) => name === 'app/db')).toEqual([['app/db', engine, files, '/srv/app']]);
  });

  it('have their files in the one of two folders that the image writes to', () => {
    const { services } = app('postgres:17', '/srv/app/all:/var/lib/postgresql', '/srv/app');
    services.app.compose.services.db.volumes.push(
      '/srv/app/conf:/var/lib/postgresql/data/postgresql.conf',
      '/srv/app/data:/var/lib/postgresql/data',
    );
    expect(found({ services }).filter(([name]) => name === 'app/db')).toEqual([['app/db', 'postgres', '/srv/app/data', '/srv/app']]);
  });

  it('are none where the files are in no volume, nor in what only has to do with them', () => {
    expect(inApp('postgres:17', '/srv/app:/docker-entrypoint-initdb.d', '/srv/app')).toEqual([]);
    expect(inApp('postgres-exporter:1', '/srv/app:/var/lib/postgresql/data', '/srv/app')).toEqual([]);
    const { services } = app('postgres:17', '/srv/app:/var/lib/postgresql/data', '/srv/app');
    Object.assign(services.app.compose.services.db, { environment: { PGDATA: '/elsewhere' } });
    expect(found({ services }).filter(([name]) => name === 'app/db')).toEqual([]);
    Object.assign(services.app.compose.services.db, { environment: {}, profiles: ['tools'] });
    expect(found({ services }).filter(([name]) => name === 'app/db')).toEqual([]);
  });
});

describe('a path', () => {
  it.each([
    ['/srv', '/srv', true],
    ['/srv/a', '/srv', true],
    ['/srv/a', '/srv/', true],
    ['/srv', '/srv/', true],
    ['/srv-2', '/srv', false],
    ['/srv', '/srv/a', false],
    ['/a', '/', true],
    ['/', '/', true],
  ])('%s against the folder %s', (path, folder, below) => expect(isBelow(path, folder)).toBe(below));
});

import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { databasesOf, isBelow } from './databases.ts';

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

  it('are none where the files are elsewhere, as in images that ask for them in another way', () => {
    expect(inApp('lscr.io/linuxserver/mariadb:11.4', '/srv/app:/config', '/srv/app')).toEqual([]);
    expect(inApp('postgres-exporter:1', '/srv/app:/var/lib/postgresql/data', '/srv/app')).toEqual([]);
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

import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { undumpedIn } from './undumped.ts';

interface Container {
  readonly image: string;
  readonly volumes?: readonly string[];
  readonly [key: string]: unknown;
}

/** Which databases of a service with these containers are copied while they run; its data are in /srv/app. */
function undumped(containers: Readonly<Record<string, Container>>, data: object = {}, more: object = {}): readonly string[] {
  const service = {
    title: 'App',
    'runs-on': 'one',
    data: [{ path: '/srv/app', backup: 'daily', ...data }],
    compose: { services: containers },
  };
  const { model } = runbookLab({ services: { app: service }, ...more });
  const app = model.services.find(({ id }) => id === 'app');
  return app?.data.flatMap((each) => undumpedIn(model, app, each)).map(({ title, container }) => `${title} in ${container}`) ?? [];
}

const one = (image: string, mount: string, more: object = {}) => undumped({ x: { image, volumes: [mount], ...more } });

describe('a database that is not dumped', () => {
  it.each<[image: string, target: string, title: string, more?: object]>([
    ['mongo:8', '/data/db', 'MongoDB'],
    ['bitnami/mongodb:8.0', '/bitnami/mongodb', 'MongoDB'],
    ['mongo:8', '/m', 'MongoDB', { command: 'mongod --dbpath /m' }],
    ['redis:8-alpine', '/data', 'Redis'],
    ['docker.io/valkey/valkey:8', '/data', 'Valkey'],
    ['bitnami/valkey:8', '/bitnami/valkey/data', 'Valkey'],
    ['docker.dragonflydb.io/dragonflydb/dragonfly:v1', '/data', 'Dragonfly'],
    ['eqalpha/keydb:x', '/data', 'KeyDB', { command: 'keydb-server --save "" --appendonly yes' }],
    ['influxdb:2.7', '/var/lib/influxdb2', 'InfluxDB'],
    ['clickhouse/clickhouse-server:25', '/var/lib/clickhouse', 'ClickHouse'],
    ['couchdb:3', '/opt/couchdb/data', 'CouchDB'],
    ['cockroachdb/cockroach:v25', '/cockroach/cockroach-data', 'CockroachDB'],
    ['mcr.microsoft.com/mssql/server:2022-latest', '/var/opt/mssql/data', 'SQL Server'],
    ['docker.elastic.co/elasticsearch/elasticsearch:9.1.0', '/usr/share/elasticsearch/data', 'Elasticsearch'],
    ['opensearchproject/opensearch:3', '/usr/share/opensearch/data', 'OpenSearch'],
    ['getmeili/meilisearch:v1.20', '/meili_data', 'Meilisearch'],
    ['typesense/typesense:29.0', '/data', 'Typesense'],
    ['qdrant/qdrant:v1', '/qdrant/storage', 'Qdrant'],
    ['ghcr.io/somebody/engine:1', '/var/lib/postgresql/data', 'PostgreSQL'],
    ['vaultwarden/server:1.34.3', '/data', 'SQLite of Vaultwarden'],
    ['ghcr.io/dani-garcia/vaultwarden:1.34', '/data', 'SQLite of Vaultwarden'],
    ['lscr.io/linuxserver/sonarr:4.0', '/config', 'SQLite of Sonarr'],
    ['ghcr.io/home-assistant/home-assistant:2026.1', '/config', 'SQLite of Home Assistant'],
    ['louislam/uptime-kuma:2', '/app/data', 'SQLite of Uptime Kuma'],
  ])('is seen in %s at %s', (image, target, title, more = {}) => {
    expect(one(image, `/srv/app/x:${target}`, more)).toEqual([`${title} in x`]);
  });

  it.each<[image: string, mount: string, more?: object]>([
    ['redis:8', '/srv/app:/data:ro'],
    ['redis:8', '/srv/app:/usr/local/etc/redis'],
    ['redis:8', '/srv/app:/data', { command: ['redis-server', '--save', '', '--appendonly', 'no'] }],
    ['oliver006/redis_exporter:v1', '/srv/app:/data'],
    ['mongo-express:1', '/srv/app:/data/db-settings'],
    ['vaultwarden/server:1', '/srv/app:/data', { environment: { DATABASE_URL: 'postgresql://db/x' } }],
    ['gitea/gitea:1', '/srv/app:/data', { environment: ['GITEA__database__DB_TYPE=postgres'] }],
    ['postgres:17', '/srv/app:/var/lib/postgresql/data'],
    ['nginx:1', '/srv/app:/data'],
    ['mongo:8', '/srv/app:/data/db', { profiles: ['tools'] }],
  ])('is none of %s at %s', (image, mount, more = {}) => expect(one(image, mount, more)).toEqual([]));

  it('is seen beside one that is dumped, in the same folder', () => {
    const containers = {
      cache: { image: 'redis:8', volumes: ['/srv/app/cache:/data'] },
      db: { image: 'postgres:17', volumes: ['/srv/app/db:/var/lib/postgresql/data'] },
    };
    expect(undumped(containers)).toEqual(['Redis in cache']);
    expect(undumped(containers, { quiesce: 'none' })).toEqual(['Redis in cache', 'PostgreSQL in db']);
    expect(undumped(containers, { quiesce: 'stop' })).toEqual([]);
  });

  it('is not seen twice where another container looks at the files of one that is dumped', () => {
    const volumes = ['/srv/app:/var/lib/mysql'];
    expect(undumped({ db: { image: 'mysql:9', volumes }, viewer: { image: 'viewer:1', volumes } })).toEqual([]);
  });

  it('is none where nothing is copied, or where the copy is of a snapshot', () => {
    const containers = { x: { image: 'redis:8', volumes: ['/srv/app:/data'] } };
    expect(undumped(containers, { backup: 'none', because: 'it is made again' })).toEqual([]);
    const snapshots = { tool: 'btrbk', schedule: 'hourly', keep: { hourly: 24 }, of: ['/srv'] };
    expect(undumped(containers, {}, { hosts: { one: { snapshots } } })).toEqual([]);
  });
});

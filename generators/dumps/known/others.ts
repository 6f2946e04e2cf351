import { type ContainerView, optionOf } from '../../../core/compose/container-view.ts';
import type { StateKind } from '../../../core/roles/dump-tool.ts';

/** Servers that no script here dumps. Folders: those of the official image, then of Bitnami, as the page of each image says. */
export const otherDatabases: readonly StateKind[] = [
  {
    title: 'MongoDB',
    image: /(^|[/_.-])(mongo|mongodb|percona-server-mongodb|mongodb-(community|enterprise)-server)$/,
    folders: ['/data/db', '/data/configdb', '/bitnami/mongodb'],
    folderOf: ({ words }) => optionOf(words, '--dbpath'),
  },
  cache('Redis', 'redis', 'redis-stack', 'redis-stack-server'),
  cache('Valkey', 'valkey', 'valkey-bundle'),
  cache('KeyDB', 'keydb'),
  cache('Dragonfly', 'dragonfly'),
  {
    title: 'InfluxDB',
    image: /(^|[/_.-])influxdb\d?$/,
    folders: ['/var/lib/influxdb', '/var/lib/influxdb2', '/var/lib/influxdb3', '/bitnami/influxdb'],
    unmistakable: true,
  },
  {
    title: 'ClickHouse',
    image: /(^|[/_.-])clickhouse(-server)?$/,
    folders: ['/var/lib/clickhouse', '/bitnami/clickhouse'],
    unmistakable: true,
  },
  { title: 'CouchDB', image: /(^|[/_.-])couchdb$/, folders: ['/opt/couchdb/data', '/bitnami/couchdb'], unmistakable: true },
  { title: 'CockroachDB', image: /(^|[/_.-])cockroach$/, folders: ['/cockroach/cockroach-data', '/cockroach-data'], unmistakable: true },
  { title: 'SQL Server', image: /(^|\/)(mssql\/server|mssql-server|azure-sql-edge)$/, folders: ['/var/opt/mssql'], unmistakable: true },
  {
    title: 'Elasticsearch',
    image: /(^|[/_.-])elasticsearch$/,
    folders: ['/usr/share/elasticsearch/data', '/bitnami/elasticsearch'],
    unmistakable: true,
  },
  {
    title: 'OpenSearch',
    image: /(^|[/_.-])opensearch$/,
    folders: ['/usr/share/opensearch/data', '/bitnami/opensearch'],
    unmistakable: true,
  },
  { title: 'Meilisearch', image: /(^|[/_.-])meilisearch$/, folders: ['/meili_data'], unmistakable: true },
  {
    title: 'Typesense',
    image: /(^|[/_.-])typesense$/,
    folders: ['/data'],
    folderOf: ({ words, environment }) => optionOf(words, '--data-dir') ?? environment['TYPESENSE_DATA_DIR'],
  },
  { title: 'Qdrant', image: /(^|[/_.-])qdrant$/, folders: ['/qdrant/storage'], unmistakable: true },
  { title: 'Neo4j', image: /(^|[/_.-])neo4j$/, folders: ['/data', '/bitnami/neo4j'] },
  { title: 'Cassandra', image: /(^|[/_.-])cassandra$/, folders: ['/var/lib/cassandra', '/bitnami/cassandra'], unmistakable: true },
];

/** One of Redis and its kin, which have the same options. */
function cache(title: string, first: string, ...names: readonly string[]): StateKind {
  return {
    title,
    image: new RegExp(`(^|[/_.-])(${[first, ...names].join('|')})$`),
    folders: ['/data', `/bitnami/${first}/data`, `/var/lib/${first}`, `/var/lib/${first}-stack`],
    folderOf: ({ words }) => optionOf(words, '--dir'),
    keeps: keepsCache,
  };
}

/** Without a file of either kind there is nothing to lose; a folder that is mounted is there to be written to. */
function keepsCache({ words }: ContainerView): boolean {
  const noFiles = optionOf(words, '--save') === '' && optionOf(words, '--appendonly') !== 'yes';
  return !noFiles;
}

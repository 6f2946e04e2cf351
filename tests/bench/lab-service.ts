import { addressOf, type LabNetwork, machineOf } from './lab-frame.ts';
import { type Random, seededRandom } from './random.ts';

type Data = Readonly<Record<string, unknown>>;

const CORE = ['traefik', 'cloudflared', 'prometheus'] as const;
const NAMES =
  'wiki photos music books notes recipes tasks calendar mail chat git builds feeds maps scans invoices garden energy cameras games'.split(
    ' ',
  );
const GROUPS = ['Media', 'Documents', 'Home', 'Development', 'Observability', 'Network'];
const MIDDLEWARES = ['auth', 'rate-limit', 'headers'];
const SETTINGS = 'LOG_LEVEL BASE_URL MAX_UPLOAD WORKERS CACHE_SIZE LOCALE SMTP_HOST SMTP_PORT TRUSTED_PROXIES RETENTION_DAYS'.split(' ');
const VALUES = ['info', 'en_US.UTF-8', 'mail.lab.example.net', '512', 'true', '10.20.0.0/16', '30', 'https://example.net/path?x=1'];

/** Id and inventory file of the service of this number. Depends on number and seed alone, not on how many there are. */
export function makeService(index: number, seed: number): { readonly id: string; readonly data: Data } {
  const id = idOf(index);
  const random = seededRandom(seed * 1_000_003 + index);
  const { kind } = machineOf(index);
  return { id, data: kind === 'host' ? containerService(id, index, random) : guestService(id, index, random) };
}

function idOf(index: number): string {
  return CORE[index] ?? `${NAMES[index % NAMES.length]}-${index}`;
}

/** One in 40 is only planned. */
function isPlanned(index: number): boolean {
  return index % 40 === 39;
}

function about(id: string, index: number, random: Random): Data {
  return {
    title: id.charAt(0).toUpperCase() + id.slice(1).replace('-', ' '),
    summary: `Keeps the ${id.split('-')[0]} of the house; number ${index} of the lab, looked after by hand.`,
    group: random.pick(GROUPS),
    'runs-on': machineOf(index).id,
    docs: `https://docs.example.net/${id}`,
    ...(isPlanned(index) ? { planned: true } : {}),
    ...needs(index, random),
  };
}

/** Only of services before it, so no circle; mostly of neighbours on the same machine. */
function needs(index: number, random: Random): Data {
  if (index < 6 || random.chance(0.5)) return {};
  const count = 1 + random.int(2);
  const numbers = Array.from({ length: count }, () => (random.chance(0.8) ? index - 1 - random.int(5) : random.int(index)));
  return { needs: [...new Set(numbers)].filter((number) => !isPlanned(number)).map(idOf) };
}

function exposure(id: string, port: number, random: Random, container?: string): Data {
  const to = random.chance(0.2) ? ['lan', 'tunnel'] : ['lan'];
  const middlewares = MIDDLEWARES.filter(() => random.chance(0.6));
  return {
    host: id,
    port,
    to,
    ...(container === undefined ? {} : { container }),
    ...(middlewares.length > 0 ? { middlewares } : {}),
    ...(middlewares.includes('auth') ? {} : { open: Object.fromEntries(to.map((audience) => [audience, 'it has its own login'])) }),
  };
}

/** A program that was installed on a guest; the ingress learns of it from a file. */
function guestService(id: string, index: number, random: Random): Data {
  const port = 8000 + (index % 12);
  return {
    ...about(id, index, random),
    network: 'apps',
    expose: [exposure(id, port, random)],
    health: { http: '/healthz' },
    data: [{ path: `/var/lib/${id}`, what: 'database and uploads', backup: random.pick(['nightly', 'weekly']) }],
  };
}

/** One to three containers from a fragment; beside the ingress by labels, elsewhere by a published port. */
function containerService(id: string, index: number, random: Random): Data {
  const { number } = machineOf(index);
  const network: LabNetwork = random.pick(['apps', 'apps', 'apps', 'dmz', 'iot']);
  const exposed = index >= CORE.length && random.chance(0.8);
  const port = random.pick([80, 3000, 5000, 8080, 9000]);
  const database = random.chance(0.4);
  const cache = database && random.chance(0.4);
  const published = `${addressOf('host', number, network)}:${20_000 + (index % 60)}:${port}`;
  const variables = settings(random, database);
  const main: Data = {
    image: `registry.example.net/${id}:${1 + random.int(9)}.${random.int(20)}.${random.int(10)}`,
    // Whatever the ingress is told beside its files needs a reason.
    ...(id === CORE[0] ? {} : { environment: variables }),
    volumes: [`/srv/${id}/data:/data`, `/srv/${id}/config:/config`, '/etc/localtime:/etc/localtime:ro'],
    ports: [published],
    ...(database ? { depends_on: { db: { condition: 'service_healthy' } } } : {}),
    healthcheck: { test: ['CMD', 'wget', '--spider', '--quiet', `http://127.0.0.1:${port}/healthz`], interval: '30s', retries: 3 },
    ...(random.chance(0.3) ? { user: '1000:1000' } : {}),
    ...(random.chance(0.1) ? { restart: 'always' } : {}),
  };
  const containers = {
    [id]: main,
    ...(database ? { db: databaseContainer() } : {}),
    ...(cache ? { cache: { image: 'valkey:8.1.3-alpine' } } : {}),
  };
  return {
    ...about(id, index, random),
    network,
    ...(exposed ? { expose: [exposure(id, port, random, id)], health: { http: '/healthz' } } : {}),
    data: [
      { path: `/srv/${id}`, what: 'configuration and data', backup: random.pick(['nightly', 'weekly']) },
      ...(database ? [{ path: 'db', what: 'database', backup: 'nightly' }] : []),
    ],
    ...(database ? { secrets: { 'db-password': { what: 'password of the database', container: 'db' } } } : {}),
    compose: { services: containers, ...(database ? { volumes: { db: {} } } : {}) },
  };
}

function settings(random: Random, database: boolean): Data {
  const names = SETTINGS.filter(() => random.chance(0.5));
  return {
    ...Object.fromEntries(names.map((name) => [name, random.pick(VALUES)])),
    ...(database ? { DB_HOST: 'db', DB_NAME: 'app', DB_PASSWORD_FILE: '/run/secrets/db-password' } : {}),
  };
}

function databaseContainer(): Data {
  return {
    image: 'postgres:17.6-alpine',
    environment: { POSTGRES_DB: 'app', POSTGRES_USER: 'app', POSTGRES_PASSWORD_FILE: '/run/secrets/db-password' },
    volumes: ['db:/var/lib/postgresql/data'],
    healthcheck: { test: ['CMD-SHELL', 'pg_isready -U app'], interval: '10s', retries: 5 },
    shm_size: '128mb',
  };
}

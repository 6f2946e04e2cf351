import fc from 'fast-check';

type Tree = Readonly<Record<string, unknown>>;

/** What a container may say that the lab has an opinion about, in the forms that Compose takes. */
const KEYS: Readonly<Record<string, readonly unknown[]>> = {
  restart: ['no', 'always', 'on-failure:3', 'unless-stopped'],
  logging: [{ driver: 'none' }, { driver: 'json-file', options: { 'max-size': '5m' } }],
  environment: [['TZ=UTC', 'A=1'], { A: '1' }, ['A=1'], { TZ: 'Europe/Paris' }],
  labels: [['a=b'], { 'traefik.enable': 'false' }, { 'traefik.docker.network': 'web', a: 'b' }],
  mem_limit: ['64m', 0, '2g'],
  mem_reservation: ['32m', '1g'],
  memswap_limit: ['96m', -1, '4g'],
  mem_swappiness: [0],
  shm_size: ['1g'],
  oom_kill_disable: [true],
  cpus: [0.5, 0, '1.5'],
  cpu_quota: [50_000],
  cpu_period: [50_000],
  cpu_shares: [512],
  cpu_count: [1],
  cpu_percent: [50],
  cpuset: ['0'],
  pids_limit: [-1, 0, 100],
  cap_add: [['NET_ADMIN'], ['ALL']],
  cap_drop: [['ALL'], []],
  security_opt: [['seccomp=unconfined'], []],
  privileged: [true],
  read_only: [true],
  tmpfs: [['/tmp'], '/run'],
  user: ['1000:1000', 'root'],
  scale: [0, 2],
  profiles: [['debug']],
  volumes: [['/etc/localtime:/etc/localtime:ro'], ['data:/data']],
  secrets: [['key'], [{ source: 'key', target: 'other' }]],
};

const DEPLOY: Readonly<Record<string, readonly unknown[]>> = {
  mode: ['replicated-job'],
  replicas: [0, 1],
  restart_policy: [{ condition: 'on-failure' }, { condition: 'none' }],
  resources: [
    { limits: { memory: '512M' } },
    { limits: { cpus: '0.5' } },
    { limits: { pids: 50 } },
    { limits: {} },
    { limits: { memory: '64m' }, reservations: { memory: '32m' } },
    { reservations: { memory: '1g', cpus: '3' } },
  ],
};

const NETWORKS: readonly unknown[] = [
  ['front'],
  ['front', 'back'],
  { front: null, back: { aliases: ['x'] } },
  ['default', 'to-app'],
  {},
  [],
];
const MODES = ['host', 'none', 'bridge', 'service:lender'];

/** A few of these keys, each with one of its values. */
function some(pool: Readonly<Record<string, readonly unknown[]>>, most: number): fc.Arbitrary<Tree> {
  return fc
    .subarray(Object.keys(pool), { maxLength: most })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, fc.constantFrom(...(pool[key] ?? []))]))));
}

const container = fc
  .record({
    keys: some(KEYS, 7),
    deploy: fc.option(some(DEPLOY, 2), { nil: undefined, freq: 3 }),
    place: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 3, arbitrary: fc.constantFrom(...NETWORKS).map((networks) => ({ networks })) },
      { weight: 1, arbitrary: fc.constantFrom(...MODES).map((network_mode) => ({ network_mode })) },
    ),
  })
  .map(({ keys, deploy, place }): Tree => ({ image: 'app:1', ...keys, ...place, ...(deploy ? { deploy } : {}) }));

/** A project with an exposed container, one that others borrow a network from, and a third; what Compose thinks of it is left open. */
export const randomProject: fc.Arbitrary<Tree> = fc
  .record({
    app: container,
    lender: container.map(({ network_mode: _, ...rest }): Tree => rest),
    job: container,
    waits: fc.boolean(),
    common: fc.constantFrom<Tree>(
      {},
      { default: { name: 'shared', external: true } },
      { default: { internal: true } },
      { 'docker-api': {} },
    ),
  })
  .map(({ app, lender, job, waits, common }) => ({
    services: {
      app: waits ? { ...app, depends_on: { job: { condition: 'service_completed_successfully' } } } : app,
      lender,
      job,
    },
    networks: { front: {}, back: { internal: true }, 'to-app': { driver: 'bridge' }, ...common },
    volumes: { data: {} },
    secrets: { key: { environment: 'HOME' } },
  }));

/** Attributes of containers in random forms, as lines of YAML. */

import { chance, pick, quoted, type Random, scalar, some, text, whole, withVariable } from './test-random-scalar.ts';

/** Variables that every random project knows. */
export const VARIABLES = ['ONE', 'TWO', 'THREE', 'GIVEN', 'EMPTY'];

/** What a container may have: the lines of the attribute, indented by nothing. */
export type Attribute = (random: Random, index: number) => readonly string[];

export const value = (random: Random): string => scalar(random, VARIABLES);

/** `key:` with a map or a list of `NAME=value` below it. */
function pairs(key: string, names: readonly string[]): Attribute {
  return (random) => {
    const chosen = some(random, names, 1);
    if (chance(random, 60)) return [`${key}:`, ...chosen.map((name) => `  ${name}: ${value(random)}`)];
    return [`${key}:`, ...chosen.map((name) => `  - ${quoted(random, `${name}=${chance(random, 50) ? text(random) : plainOdd(random)}`)}`)];
  };
}

/** The text of an odd scalar without its quotation marks, or with a variable. */
function plainOdd(random: Random): string {
  return chance(random, 50) ? withVariable(random, VARIABLES) : pick(random, ['022', '1_000', 'yes', '', 'a=b', '1.10', '"x"', "'y'"]);
}

const oneOf =
  (...forms: readonly (readonly string[])[]): Attribute =>
  (random) =>
    pick(random, forms);

/** What may stand on both sides of a merge: Compose takes every two of them together. */
export const ATTRIBUTES: readonly Attribute[] = [
  pairs('environment', ['A', 'UMASK', 'TZ', 'B_C', 'x.y', 'LONG_NAME']),
  pairs('labels', ['a', 'a.b', 'com.example/x', 'n', 'traefik.enable']),
  pairs('sysctls', ['net.core.somaxconn', 'net.ipv4.ip_forward']),
  (random) =>
    chance(random, 50)
      ? [`command: ${quoted(random, `serve ${pick(random, ['--x', "'a b'", '"c d"', 'e\\ f'])} ${withVariable(random, ['GIVEN'])}`)}`]
      : ['command:', ...[0, 1, 2].map(() => `  - ${quoted(random, text(random))}`)],
  oneOf(['restart: always'], ['restart: "no"'], ['restart: no'], ['restart: on-failure:3'], ['restart: ${RESTART:-unless-stopped}']),
  oneOf(['init: true'], ['init: ${FLAG:-true}'], ['tty: true', 'stdin_open: "true"'], ['read_only: true'], ['read_only: false']),
  oneOf(['user: "1000"'], ["user: '0123:0456'"], ['user: root'], ['user: ${UID:-1000}:${GID:-1000}'], ['user: nobody']),
  oneOf(['tmpfs: /tmp'], ['tmpfs: [/run, "/var/tmp:size=1m,mode=1777"]'], ['tmpfs:', '  - /scratch']),
  oneOf(['dns: 10.0.0.1'], ['dns: [10.0.0.1, 10.0.0.2]'], ['dns_search: example.net'], ['dns_opt: ["ndots:1"]']),
  oneOf(['extra_hosts: ["a:10.0.0.1", "b=10.0.0.2"]'], ['extra_hosts: { a: 10.0.0.1, gw: host-gateway }']),
  oneOf(['cap_add: [NET_ADMIN]'], ['cap_drop: [ALL]'], ['cap_add: [CHOWN]', 'cap_drop: [ALL]'], ['privileged: true']),
  oneOf(['logging: { driver: local }'], ['logging:', '  driver: json-file', '  options: { max-size: 1m, max-file: 03 }']),
  (random) => [
    'healthcheck:',
    `  test: ${pick(random, ['["CMD", "true"]', '["CMD-SHELL", "test $$(id) = ${ONE}"]', 'curl -f http://x || exit 1'])}`,
    `  retries: ${whole(random)}`,
    `  interval: ${pick(random, ['90s', '1m30s', '1.5s', '500ms', '"10s"'])}`,
  ],
  (random) => ['ulimits:', `  nofile: ${whole(random)}`, '  nproc:', `    soft: ${whole(random)}`, '    hard: 0x1000'],
  (random) => [
    `oom_score_adj: ${pick(random, ['-0100', '0x10', '500', '"-5"'])}`,
    `shm_size: ${pick(random, ['64m', '0x400000', '1_000_000'])}`,
  ],
  (random) => ['expose:', ...some(random, ['80', '"81"', '9000-9002', '53/udp', '0777', '"0777"'], 1).map((port) => `  - ${port}`)],
  (random) => ['volumes:', ...some(random, VOLUMES, 1).map((volume) => `  - ${volume}`)],
  (random) => [
    'configs:',
    ...some(random, ['plain', '{ source: owned, target: /o, mode: 0440, uid: "1" }', '{ source: file, target: /f }'], 1).map(
      (line) => `  - ${line}`,
    ),
  ],
  (random) => ['secrets:', ...some(random, ['token', '{ source: other, target: o, mode: 0400 }'], 1).map((line) => `  - ${line}`)],
  (random, index) => dependsOn(random, index),
  oneOf(
    ['env_file: app.env'],
    ['env_file: [app.env, more.env]'],
    ['env_file:', '  - path: ./nowhere.env', '    required: false', '  - app.env'],
  ),
  oneOf(['stop_signal: SIGINT', 'stop_grace_period: 1m30s'], ['working_dir: "/0755"', 'hostname: "0042"']),
  oneOf(['<<: *common'], ['<<: [*common, *other]']),
  oneOf(
    ['networks: [front]'],
    ['networks: [front, default]'],
    ['networks:', '  back:', '    aliases: [x, "1_000"]', '  front:'],
    ['networks: { back: { aliases: [y], priority: 010 }, default: { ipv4_address: 172.30.0.9 } }'],
  ),
  oneOf(
    ['build: ./conf'],
    ['build: { context: ./conf, args: { A: 022, B: $ONE }, target: one }'],
    ['build:', '  context: .', '  args: ["B=2", C]', '  labels: [a=1]', '  dockerfile: Dockerfile', '  cache_from: ["x:1"]'],
  ),
  oneOf(
    ['deploy: { replicas: 2, labels: { a: 0123 } }'],
    ['deploy: { labels: [a=2, b=3], update_config: { parallelism: 02, delay: 5s } }'],
    ['deploy:', '  restart_policy: { condition: on-failure, max_attempts: 010 }'],
    ['deploy: { placement: { constraints: [node.role==manager] }, replicas: 1 }'],
  ),
  oneOf(['devices: ["/dev/a:/dev/x"]'], ['devices: ["/dev/b:/dev/x:r", /dev/c]']),
  oneOf(['x-deep: { a: 1, b: [1, 022] }'], ['x-deep: { b: [2], c: yes }']),
  oneOf(['annotations: { a: 022, c: 1.10 }'], ['annotations: ["a=1", "b=$GIVEN"]']),
  oneOf(['storage_opt: { size: 1G }'], ['storage_opt: { other: 1_000 }']),
  oneOf(['ipc: host'], ['pid: host'], ['uts: host', 'cgroup: private'], ['ipc: private']),
];

/** No two containers may have the same, so it stands in no base. */
export const PORTS: Attribute = (random, index) => ['ports:', ...some(random, portsOf(index), 1).map((port) => `  - ${port}`)];

/** What excludes other forms of the same, and so stands on one side only. */
export const EXCLUSIVE: readonly Attribute[] = [
  oneOf(['security_opt: ["no-new-privileges:true"]'], ['security_opt: ["label=disable"]'], ['security_opt: [seccomp=unconfined]']),
  oneOf(['group_add: ["0105", 44]'], ['device_cgroup_rules: ["c 1:* r"]']),
  oneOf(
    ['mem_limit: 64m'],
    ['mem_limit: 0x4000000', 'memswap_limit: 128m'],
    ['mem_reservation: 6g'],
    ['cpu_quota: 50000', 'cpu_period: 100_000'],
    ['pids_limit: 0100', 'cpus: 1.50'],
  ),
];

/** What takes away or replaces what stands on the other side. */
export const MARKS: readonly Attribute[] = [
  (random, index) => [pick(random, ['ports: !reset []', `ports: !override ["${portsOf(index)[0]}"]`, 'ports: !reset null'])],
  oneOf(['environment: !reset null'], ['environment: !override', '  ONLY: 0123'], ['environment:', '  A: !reset null', '  B_C: 022']),
  oneOf(['labels: !reset {}'], ['labels: !override [only=1]']),
  oneOf(['command: !reset null'], ['command: !override ["only"]']),
  oneOf(['volumes: !reset []'], ['volumes: !override', '  - /srv/only:/only:ro']),
  oneOf(['healthcheck: !reset null'], ['logging: !override { driver: none }'], ['user: !reset null']),
];

const VOLUMES = [
  ...['/srv/a:/a:ro', './conf:/conf:ro', './conf/x.conf:/x.conf:ro', 'data:/data', '"data:/again:ro,nocopy"', '${WHERE:-/srv/b}:/b:ro'],
  ...['{ type: bind, source: ./conf, target: /long, read_only: true }', '{ type: tmpfs, target: /t, tmpfs: { mode: 01777, size: 64m } }'],
  ...['{ type: volume, source: data, target: /v, volume: { nocopy: true } }', '~/media:/m:ro'],
];

/** Ports that no other container of the project has. */
function portsOf(index: number): readonly string[] {
  const base = 20_000 + index * 100;
  return [
    ...[`${base}:80`, `"${base + 1}:81/udp"`, `127.0.0.1:${base + 2}:82`, `"${base + 3}-${base + 5}:90-92"`, '8080'],
    ...[`{ target: 84, published: ${base + 7} }`, `{ target: 0123, published: "${base + 8}", protocol: udp, host_ip: 127.0.0.1 }`],
    `"\${PORT${index}:-${base + 9}}:85"`,
  ];
}

function dependsOn(random: Random, index: number): readonly string[] {
  const earlier = Array.from({ length: index }, (_, each) => `c${each}`);
  if (earlier.length === 0) return [];
  const names = some(random, earlier, 1);
  if (chance(random, 50)) return ['depends_on:', ...names.map((name) => `  - ${name}`)];
  const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'];
  return ['depends_on:', ...names.map((name) => `  ${name}: { condition: ${pick(random, conditions)}, restart: ${chance(random, 50)} }`)];
}

/** Projects of random containers with random attributes in random forms, as texts. Compose takes nearly all of them. */

import fc from 'fast-check';
import type { TrialFile, TrialProject } from './test-projects.ts';
import { chance, pick, quoted, type Random, scalar, some, text, whole, withVariable } from './test-random-scalar.ts';

const CONTAINERS = 10;
const VARIABLES = ['ONE', 'TWO', 'THREE', 'GIVEN', 'EMPTY'];

/** What a container may have: the lines of the attribute, indented by nothing. */
type Attribute = (random: Random, index: number) => readonly string[];

const value = (random: Random) => scalar(random, VARIABLES);
const indent = (lines: readonly string[], by = '  ') => lines.map((line) => `${by}${line}`);

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

const ATTRIBUTES: readonly Attribute[] = [
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
  oneOf(['tmpfs: /tmp'], ['tmpfs: [/run, "/tmp:size=1m,mode=1777"]'], ['tmpfs:', '  - /scratch']),
  oneOf(['dns: 10.0.0.1'], ['dns: [10.0.0.1, 10.0.0.2]'], ['dns_search: example.net'], ['dns_opt: ["ndots:1"]']),
  oneOf(['extra_hosts: ["a:10.0.0.1", "b=10.0.0.2"]'], ['extra_hosts: { a: 10.0.0.1, gw: host-gateway }']),
  oneOf(['cap_add: [NET_ADMIN]'], ['cap_drop: [ALL]'], ['cap_add: [CHOWN]', 'cap_drop: [ALL]'], ['privileged: true']),
  oneOf(['security_opt: ["no-new-privileges:true"]'], ['security_opt: ["label=disable"]'], ['security_opt: [seccomp=unconfined]']),
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
  (random, index) => ['ports:', ...some(random, portsOf(index), 1).map((port) => `  - ${port}`)],
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
    ['networks: [front]'],
    ['networks: [front, default]'],
    ['networks:', '  back:', '    aliases: [x, "1_000"]', '  front:'],
    ['network_mode: host'],
    ['network_mode: none'],
  ),
  oneOf(
    ['mem_limit: 64m'],
    ['mem_limit: 0x4000000', 'memswap_limit: 128m'],
    ['mem_reservation: 6g'],
    ['deploy: { resources: { limits: { memory: 512M } } }'],
    ['deploy: { resources: { limits: { cpus: "0.5", pids: 100 }, reservations: { memory: 4g } } }'],
    ['deploy:', '  restart_policy: { condition: on-failure, max_attempts: 010 }'],
    ['deploy: { replicas: 2, labels: { a: 0123 } }'],
    ['cpu_quota: 50000', 'cpu_period: 100_000'],
    ['pids_limit: 0100', 'cpus: 1.50'],
  ),
  oneOf(
    ['env_file: app.env'],
    ['env_file: [app.env, more.env]'],
    ['env_file:', '  - path: ./nowhere.env', '    required: false', '  - app.env'],
  ),
  oneOf(['stop_signal: SIGINT', 'stop_grace_period: 1m30s'], ['working_dir: "/0755"', 'hostname: "0042"'], ['group_add: ["0105", 44]']),
  oneOf(['<<: *common'], ['<<: [*common, *other]']),
];

const VOLUMES = [
  ...['/srv/a:/a:ro', './conf:/conf:ro', './conf/x.conf:/x.conf:ro', 'data:/data', '"data:/again:ro,nocopy"', '${WHERE:-/srv/b}:/b:ro'],
  ...['{ type: bind, source: ./conf, target: /long, read_only: true }', '{ type: tmpfs, target: /t, tmpfs: { mode: 01777, size: 64m } }'],
  ...['{ type: volume, source: data, target: /v, volume: { nocopy: true } }', '~/media:/m:ro'],
];

/** Ports that no other container of the project has. */
function portsOf(index: number): readonly string[] {
  const base = 10_000 + index * 100;
  return [
    ...[
      `${base}:80`,
      `"${base + 1}:81/udp"`,
      `127.0.0.1:${base + 2}:82`,
      `"${base + 3}-${base + 5}:90-92"`,
      '8080',
      `"[::1]:${base + 6}:83"`,
    ],
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

function container(random: Random, index: number): readonly string[] {
  const lines = some(random, ATTRIBUTES).flatMap((attribute) => attribute(random, index));
  const image = pick(random, ['registry.example.net/app:1.4', '"registry.example.net/app:${TAG:-1.10}"', 'example/app:0123']);
  const extended = chance(random, 15) ? ['extends: { file: parts/base.yaml, service: base }'] : [];
  const asleep = chance(random, 10) ? ['profiles: [asleep]'] : [];
  return [`c${index}:`, ...indent([`image: ${image}`, ...extended, ...(index === CONTAINERS - 1 ? asleep : []), ...lines])];
}

/** A project of {@link CONTAINERS} containers, with `.env`, env files and a base in another file. */
export function randomProject(random: Random): TrialProject {
  const services = Array.from({ length: CONTAINERS }, (_, index) => container(random, index)).flat();
  const compose = [
    ...[
      'x-common: &common',
      `  stop_signal: ${pick(random, ['SIGTERM', 'SIGINT'])}`,
      '  x-own: 0123',
      '  annotations:',
      `    a: ${value(random)}`,
    ],
    ...['x-other: &other { init: true, annotations: { b: 0x1F } }', 'services:', ...indent(services)],
    ...['networks:', '  front:', '  back:', '    driver_opts:', `      odd: ${pick(random, ['0755', '1_000', '1.10', 'yes'])}`],
    ...['volumes:', '  data:', '    labels:', `      a: ${value(random)}`],
    ...[
      'configs:',
      '  plain: { content: "a $$b\\n" }',
      '  owned:',
      '    content: |',
      '      #!/bin/sh',
      '      echo $$1 ${ONE}',
      '  file: { file: ./conf/x.conf }',
    ],
    ...['secrets:', '  token: { file: /etc/lab/token }', '  other: { environment: NOWHERE }'],
  ];
  const files: Record<string, string> = {
    'compose.yaml': `${compose.join('\n')}\n`,
    '.env': envFile(random, ['ONE', 'TWO', 'THREE']),
    'app.env': envFile(random, ['FROM_FILE', 'TZ', 'A']),
    'more.env': envFile(random, ['A', 'FROM_MORE']),
    'conf/x.conf': 'x\n',
    'parts/base.yaml': `services:\n  base:\n    image: example/base:1\n    env_file: base.env\n    environment:\n      FROM_BASE: ${value(random)}\n      A: base\n`,
    'parts/base.env': envFile(random, ['BASE_FILE', 'A']),
  };
  return {
    topic: 'random',
    id: 'random',
    files: Object.fromEntries(Object.entries(files).map(([path, text]): [string, TrialFile] => [path, { text, executable: false }])),
    service: { variables: { GIVEN: random(fc.constantFrom, 'given', '0123', 'a b', '$x "y" \'z\''), EMPTY: '' } },
  };
}

/** Lines as people write them in a file of variables. */
function envFile(random: Random, names: readonly string[]): string {
  const values = [
    'plain',
    '0123',
    '"two words"',
    "'kept $HOME #'",
    '',
    'a#b',
    'a # comment',
    '"a\\nb"',
    '${GIVEN:-x}/y',
    '{"a": 1}',
    "it's",
    'é',
    'a=b',
    ' spaced ',
  ];
  return `${names.map((name) => `${chance(random, 10) ? 'export ' : ''}${name}=${pick(random, values)}`).join('\n')}\n`;
}

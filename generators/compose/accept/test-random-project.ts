/** Projects of random containers with random attributes in random forms, as texts. Compose takes nearly all of them. */

import fc from 'fast-check';
import type { TrialFile, TrialProject } from './test-projects.ts';
import { ATTRIBUTES, EXCLUSIVE, MARKS, PORTS, value } from './test-random-attributes.ts';
import { chance, pick, type Random, some } from './test-random-scalar.ts';

const CONTAINERS = 10;
/** The container that people reach; it is in a network of its project. */
const EXPOSED = 0;
const BASES = ['base', 'first', 'second'];

const indent = (lines: readonly string[], by = '  ') => lines.map((line) => `${by}${line}`);

function container(random: Random, index: number): readonly string[] {
  const lines = some(random, [...ATTRIBUTES, PORTS, ...(index === EXPOSED ? [] : EXCLUSIVE)]).flatMap((attribute) =>
    attribute(random, index),
  );
  const image = pick(random, ['registry.example.net/app:1.4', '"registry.example.net/app:${TAG:-1.10}"', 'example/app:0123']);
  const extended = chance(random, 30) ? [`extends: { file: parts/base.yaml, service: ${pick(random, BASES)} }`] : [];
  const asleep = chance(random, 10) ? ['profiles: [asleep]'] : [];
  return [`c${index}:`, ...indent([`image: ${image}`, ...extended, ...(index === CONTAINERS - 1 ? asleep : []), ...lines])];
}

/** What a file says over a container of another one. */
function over(random: Random, name: string, index: number): readonly string[] {
  const marks = chance(random, 40) ? some(random, MARKS, 1).flatMap((mark) => mark(random, index)) : [];
  const taken = new Set(marks.map(keyOf));
  const lines = some(random, [...ATTRIBUTES, PORTS], 1).map((attribute) => attribute(random, index));
  const kept = lines.filter((each) => !each.some((line) => taken.has(keyOf(line))));
  return [`${name}:`, ...indent([`x-over: ${index}`, ...marks, ...kept.flat()])];
}

const keyOf = (line: string): string => /^\w+/.exec(line)?.[0] ?? '';

const anchors = (random: Random): readonly string[] => [
  ...[
    'x-common: &common',
    `  stop_signal: ${pick(random, ['SIGTERM', 'SIGINT'])}`,
    '  x-own: 0123',
    '  annotations:',
    `    a: ${value(random)}`,
  ],
  'x-other: &other { init: true, annotations: { b: 0x1F } }',
];

/** Another file, with services that containers extend. */
function bases(random: Random): string {
  const base = [
    'base:',
    '  image: example/base:1',
    '  env_file: base.env',
    '  environment:',
    `    FROM_BASE: ${value(random)}`,
    '    A: base',
  ];
  const others = ['first', 'second'].flatMap((name, index) => [
    ...[`${name}:`, '  image: example/base:2'],
    ...indent(some(random, ATTRIBUTES).flatMap((attribute) => attribute(random, -1 - index))),
  ]);
  return `${[...anchors(random), 'services:', ...indent([...base, ...others])].join('\n')}\n`;
}

/** A file that Compose lays over the first one. */
function overrides(random: Random): string {
  const names = Array.from({ length: CONTAINERS }, (_, index) => index);
  const changed = some(random, names, 1).flatMap((index) => over(random, `c${index}`, index));
  return `${[...anchors(random), 'services:', ...indent(changed)].join('\n')}\n`;
}

/** A project of {@link CONTAINERS} containers, with `.env`, env files and a base in another file. */
export function randomProject(random: Random): TrialProject {
  const services = Array.from({ length: CONTAINERS }, (_, index) => container(random, index)).flat();
  const compose = [
    ...[...anchors(random), 'services:', ...indent(services)],
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
    'parts/base.yaml': bases(random),
    'parts/base.env': envFile(random, ['BASE_FILE', 'A']),
    'parts/app.env': envFile(random, ['FROM_PART', 'A']),
    'parts/more.env': envFile(random, ['FROM_PART', 'TZ']),
    'parts/conf/x.conf': 'part\n',
    ...(chance(random, 50) ? { 'compose.override.yaml': overrides(random) } : {}),
  };
  return {
    topic: 'random',
    id: 'random',
    lab: decisions(random),
    machine: {},
    files: Object.fromEntries(Object.entries(files).map(([path, text]): [string, TrialFile] => [path, { text, executable: false }])),
    service: {
      variables: { GIVEN: random(fc.constantFrom, 'given', '0123', 'a b', '$x "y" \'z\''), EMPTY: '' },
      ...(chance(random, 50)
        ? { expose: [{ host: 'random', container: `c${EXPOSED}`, port: 8080, to: ['lan'], open: 'it is a trial' }] }
        : {}),
    },
  };
}

/** What a lab decides for all of its containers. */
function decisions(random: Random): Readonly<Record<string, unknown>> {
  const limits = { memory: pick(random, ['16m', '128m', '8g']), cpus: pick(random, [0.25, 2]), pids: pick(random, [64, 1024]) };
  const chosen = some(random, Object.entries(limits));
  return { hardening: pick(random, ['strict', 'safe', 'none']), limits: Object.fromEntries(chosen) };
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

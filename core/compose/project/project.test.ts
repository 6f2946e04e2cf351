import { describe, expect, it } from 'vitest';
import { readTestProject } from './test-project.ts';

const APP = 'services: { app: { image: "app:1" } }\n';

/** The container `app` of a project of one file and what lies beside it. */
function app(compose: string, files: Readonly<Record<string, string>> = {}): unknown {
  const { project, codes } = readTestProject({ 'compose.yaml': compose, ...files });
  expect(codes).toEqual([]);
  const services = project?.compose['services'] as Readonly<Record<string, unknown>> | undefined;
  return services?.['app'];
}

describe('a file', () => {
  it('is no other YAML when it says so', () => {
    const compose = '# Stack\n%YAML 1.1\n---\nservices:\n  app:\n    image: app:1\n    labels: { on: yes, a: 022 }\n';
    expect(app(compose)).toMatchObject({ labels: { on: 'yes', a: 18 } });
  });
});

describe('documents of a file', () => {
  it('are laid one over another, each with what it includes and extends', () => {
    const compose =
      'services: { app: { image: "app:1", environment: { A: "1", B: "1" } } }\n---\nservices: { app: { environment: { B: "2" } } }\n';
    expect(app(compose)).toEqual({ image: 'app:1', environment: ['A=1', 'B=2'] });
    const base = { 'base.yaml': compose };
    expect(app('services: { app: { extends: { file: base.yaml, service: app } } }\n', base)).toMatchObject({ environment: ['A=1', 'B=2'] });
    expect(app('include: [base.yaml]\n', base)).toMatchObject({ environment: ['A=1', 'B=2'] });
    expect(app(`${APP}---\nservices: { app: !override { image: "app:2" } }\n`)).toEqual({ image: 'app:2' });
    expect(readTestProject({ 'compose.yaml': `name: one\n${APP}---\nname: two\n` }).project?.name).toBe('two');
  });

  it.each(['---\n', '---\n# nothing\n', '---\n- 1\n', '---\nservices: { more: { extends: { service: app } } }\n'])(
    'are refused as Compose refuses them: %j',
    (more) => expect(readTestProject({ 'compose.yaml': `${APP}${more}` }).codes).toEqual(['compose-invalid']),
  );

  it('have messages at their own lines', () => {
    const { said } = readTestProject({ 'compose.yaml': `${APP}---\nservices:\n  more: { extends: { service: no } }\n` });
    expect(said.map(({ at }) => at?.line)).toEqual([4]);
  });
});

describe('a tag', () => {
  it('that nothing knows is passed over with a warning', () => {
    const compose = 'services: !x { app: !y { image: !z "app:1", environment: { A: !env B, C: !n 010 } } }\n';
    const { project, codes, said } = readTestProject({ 'compose.yaml': compose });
    expect(project?.compose).toEqual({ services: { app: { image: 'app:1', environment: { A: 'B', C: '010' } } } });
    expect([new Set(codes), new Set(said.map(({ severity }) => severity))]).toEqual([new Set(['yaml-syntax']), new Set(['warning'])]);
  });

  it('of base64 and of a set are read', () => {
    const compose = 'services: { app: { image: "app:1", labels: { A: !!binary aGVsbG8= }, environment: !!set { A, B } } }\n';
    expect(app(compose)).toEqual({ image: 'app:1', labels: { A: 'hello' }, environment: { A: null, B: null } });
  });

  it.each(['!!binary "***"', '!!binary /wCA', '!!timestamp 2001-12-14', '!!omap [B: c]', '!!pairs [B: c]'])(
    'is refused where it is not what it says: %s',
    (value) => {
      expect(readTestProject({ 'compose.yaml': `services: { app: { image: "app:1", labels: { A: ${value} } } }\n` }).codes).toEqual([
        'yaml-syntax',
      ]);
    },
  );
});

describe('a key', () => {
  it.each(['1', '1.5', 'true', '~', '0x10', '2001-01-01', '.inf', '0440'])('that is no text is refused: %s', (key) => {
    const { said } = readTestProject({ 'compose.yaml': `services: { app: { image: "app:1", environment: { ${key}: a } } }\n` });
    expect(said.map(({ code, at }) => [code, at?.line])).toEqual([['compose-invalid', 1]]);
    expect(app(`services: { app: { image: "app:1", environment: { "${key}": a } } }\n`)).toMatchObject({ environment: { [key]: 'a' } });
  });

  it('that looks like a word is text', () => {
    expect(app('services: { app: { image: "app:1", environment: { yes: a, 1A: b, no: c, nul: d } } }\n')).toMatchObject({
      environment: { yes: 'a', '1A': 'b', no: 'c', nul: 'd' },
    });
  });
});

describe('include', () => {
  it.each(['{ path: other.yaml }', 'other.yaml', '5', '[1]', '[[other.yaml]]'])('is refused as Compose refuses it: %s', (include) => {
    const files = { 'compose.yaml': `include: ${include}\n${APP}`, 'other.yaml': 'services: { more: { image: "more:1" } }\n' };
    expect(readTestProject(files).codes).toEqual(['compose-invalid']);
  });

  it.each(['[{}]', '[{ path: [] }]'])('of nothing is passed over with a warning: %s', (include) => {
    expect(readTestProject({ 'compose.yaml': `include: ${include}\n${APP}` }).said.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it.each(['https://github.com/x/y.git', 'oci://registry.example.net/x:1', 'git@github.com:x/y.git'])(
    'of an address is refused, and the way out that is told works: %s',
    (address) => {
      const { said } = readTestProject({ 'compose.yaml': `include: ["${address}"]\n${APP}` });
      expect(said.map(({ code, hint }) => [code, hint])).toEqual([
        ['companion-missing', 'Copy it into inventory/services/app/ and name it from there.'],
      ]);
      expect(said[0]?.message).toContain('address');
    },
  );
});

describe('a dollar', () => {
  it('that is doubled opens nothing', () => {
    const compose = 'services: { app: { image: "app:1", command: ["${NO:-a$${B}c", "${NO:-$${B}}c"] } }\n';
    expect(app(compose)).toMatchObject({ command: ['a$${Bc', '$${B}c'] });
  });

  it('before no name is one', () => {
    const compose = 'services: { app: { image: "app:1", command: ["$5", "$(id)", "a$", "$$x", "$ "] } }\n';
    expect(app(compose)).toMatchObject({ command: ['$$5', '$$(id)', 'a$$', '$$x', '$$ '] });
  });
});

describe('variables', () => {
  it('have the time zone of the lab among them, also where the lab says nothing of it', () => {
    expect(app('services: { app: { image: "app:1", labels: { zone: "${TZ}" } } }\n')).toMatchObject({ labels: { zone: 'Etc/UTC' } });
  });
});

describe('variables of the shell', () => {
  const conf = { 'conf/a': 'a\n', 'parts/other.yaml': 'services: { other: { image: "app:1", volumes: ["$PWD/conf:/conf:ro"] } }\n' };

  it('are the way to the folder where a path stands', () => {
    const compose = `include: [parts/other.yaml]
services:
  app:
    image: app:1
    volumes: ["\${PWD}/conf:/conf:ro", { type: bind, source: $PWD, target: /all, read_only: true }]
`;
    const { project, codes } = readTestProject({ 'compose.yaml': compose, ...conf });
    expect(codes).toEqual([]);
    expect(project?.compose['services']).toEqual({
      app: { image: 'app:1', volumes: ['./conf:/conf:ro', { type: 'bind', source: '.', target: '/all', read_only: true }] },
      other: { image: 'app:1', volumes: ['./conf:/conf:ro'] },
    });
  });

  it('stay variables elsewhere, for whoever starts the project, and are asked for', () => {
    const { project, codes } = readTestProject({
      'compose.yaml': 'services: { app: { image: "app:1", volumes: ["${HOME}/x:/x:ro"], labels: { a: "${HOME:-no}", b: "$PWD" } } }\n',
    });
    expect(codes).toEqual(['variable-unset', 'variable-unset']);
    expect(project?.compose['services']).toMatchObject({ app: { volumes: ['${HOME}/x:/x:ro'], labels: { a: '${HOME}', b: '${PWD}' } } });
  });
});

describe('the name of a project', () => {
  it.each([
    ['that of its file', `name: older\n${APP}`, {}, {}, 'older'],
    ['that of its file, with a variable', `name: older-\${STAGE}\n${APP}`, { '.env': 'STAGE=prod\n' }, {}, 'older-prod'],
    ['that of .env before that of the file', `name: older\n${APP}`, { '.env': 'COMPOSE_PROJECT_NAME=named\n' }, {}, 'named'],
    [
      'that of the service before all',
      `name: older\n${APP}`,
      { '.env': 'COMPOSE_PROJECT_NAME=named\n' },
      { project: 'running' },
      'running',
    ],
    ['none of its own', APP, {}, {}, undefined],
  ])('is %s', (_title, compose, files, service, name) => {
    expect(readTestProject({ 'compose.yaml': compose, ...files }, service).project?.name).toBe(name);
  });

  it.each([
    ['older', `name: older\n`, {}],
    ['running', `name: older\n`, { project: 'running' }],
    ['app', '', {}],
  ])('is %s for its variables, too', (name, top, service) => {
    const compose = `${top}services: { app: { image: "app:1", labels: { of: "\${COMPOSE_PROJECT_NAME}" } } }\n`;
    const { project } = readTestProject({ 'compose.yaml': compose }, service);
    expect(project?.compose['services']).toMatchObject({ app: { labels: { of: name } } });
  });
});

describe('what is merged', () => {
  it('has numbers as Compose puts them into texts', () => {
    const base = 'services: { base: { image: "app:1", environment: { A: 022, B: 1_000.5, C: 1234567.8, D: "022" } } }\n';
    expect(
      app('services: { app: { extends: { file: base.yaml, service: base }, environment: { E: 0x1F } } }\n', { 'base.yaml': base }),
    ).toMatchObject({
      environment: ['A=18', 'B=1000.5', 'C=1.2345678e+06', 'D=022', 'E=31'],
    });
  });

  it.each([
    ['extra_hosts', '["a:1.1.1.1", b=2.2.2.2]', '{ a: 1.1.1.1, b: 2.2.2.2 }', ['a:1.1.1.1', 'b=2.2.2.2', 'a=1.1.1.1']],
    ['tmpfs', '[/run, "/tmp:size=1m"]', '["/tmp:size=2m", "/run:ro"]', ['/run', '/tmp:size=2m', '/run:ro']],
    ['expose', '[80, "81"]', '["80", 82]', ['80', '81', 82]],
  ])('has two items of %s unless Compose takes them for one', (key, base, own, all) => {
    const compose = `services: { app: { extends: { file: base.yaml, service: base }, ${key}: ${own} } }\n`;
    const merged = app(compose, { 'base.yaml': `services: { base: { image: "app:1", ${key}: ${base} } }\n` });
    expect(merged).toHaveProperty(key, all);
  });

  it('loses one key of a map that is reset', () => {
    const base = 'services: { base: { image: "app:1", environment: { A: one, B: two }, labels: { a: one, b: two } } }\n';
    const compose = `services:
  app:
    extends: { file: base.yaml, service: base }
    environment: { B: !reset null }
    labels: { a: three, b: !reset null }
`;
    expect(app(compose, { 'base.yaml': base })).toMatchObject({ environment: ['A=one'], labels: ['a=three'] });
  });
});

describe('labels of files', () => {
  const files = { 'a.labels': 'one=a\ntwo="a b"\n', 'b.labels': 'two=b\nthree=$$5\n' };

  it.each([
    ['labels: { three: own }', { one: 'a', two: 'b', three: 'own' }],
    ['labels: [three=own]', ['one=a', 'two=b', 'three=own']],
    ['init: true', { one: 'a', two: 'b', three: '$$5' }],
  ])('are below those of %s', (own, labels) => {
    const service = app(`services: { app: { image: "app:1", label_file: [a.labels, ./b.labels], ${own} } }\n`, files);
    expect(service).toMatchObject({ labels });
    expect(service).not.toHaveProperty('label_file');
  });

  it('have to be there', () => {
    const { codes } = readTestProject({ 'compose.yaml': 'services: { app: { image: "app:1", label_file: a.labels } }\n' });
    expect(codes).toEqual(['companion-missing']);
  });

  it.each(['/srv/labels', '["/srv/labels"]', './../../labels', '/srv/../labels'])('are none of the machine: %s', (path) => {
    const { said } = readTestProject({ 'compose.yaml': `services: { app: { image: "app:1", label_file: ${path} } }\n` });
    expect(said).toMatchObject([{ code: 'companion-missing', hint: expect.stringContaining('or write its lines under labels:') }]);
  });
});

describe('files beside a project', () => {
  it('may come with a file that is included', () => {
    const { project, codes } = readTestProject({
      'compose.yaml': `include: [parts/net.yaml]\n${APP}`,
      'parts/net.yaml':
        'services: { other: { image: "other:1" } }\nconfigs: { site: { file: ./site.conf } }\nsecrets: { token: { file: ./token } }\n',
      'parts/site.conf': 'x\n',
    });
    expect(codes).toEqual([]);
    expect(project?.companions).toEqual([{ path: 'parts/site.conf', text: 'x\n', mode: 0o644 }]);
  });

  it('are taken for the filter of system calls', () => {
    const compose = 'services: { app: { image: "app:1", security_opt: ["seccomp=./filter.json", "seccomp:unconfined"] } }\n';
    expect(readTestProject({ 'compose.yaml': compose, 'filter.json': '{}' }).project?.companions).toMatchObject([{ path: 'filter.json' }]);
    expect(readTestProject({ 'compose.yaml': compose }).codes).toEqual(['companion-missing']);
  });

  it('are always there where the folder itself is meant', () => {
    expect(app('services: { app: { image: "app:1", volumes: [".:/app:ro", "./:/too:ro"] } }\n')).toBeDefined();
  });
});

describe('a secret beside a project', () => {
  const project = 'services: { app: { image: x, secrets: [s] } }\nsecrets: { s: { file: ./keys/s.txt } }\n';

  it('is refused in the inventory, and the way out that is told works', () => {
    expect(readTestProject({ 'compose.yaml': project, 'keys/s.txt': 'x\n' }).codes).toEqual(['secret-literal']);
    const after = readTestProject({ 'compose.yaml': project });
    expect(after.codes).toEqual([]);
    expect(after.project?.companions).toEqual([]);
  });
});

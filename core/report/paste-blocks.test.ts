import { expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import type { Code, Diagnostic } from '../diagnostic.ts';
import { loadSources } from '../load.ts';
import { pasteBlocks } from './paste-blocks.ts';
import { diagnosticsJson, printDiagnostics } from './print-diagnostics.ts';

const APP = 'inventory/services/app.yaml';
const CODES: readonly Code[] = ['no-backup-decision', 'variable-unset'];
const HEAD = 'title: App\nruns-on: one\n';
const TWO_POLICIES = {
  policies: { weekly: { title: 'Weekly', to: ['local'], schedule: 'weekly', keep: { weekly: 4 }, rpo: '8d', rto: '4h' } },
};

function load(text: string, more: object = {}, path = APP): readonly Diagnostic[] {
  const result = loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase() },
      { path: 'inventory/more.yaml', text: JSON.stringify(more) },
      { path, text },
    ],
    systems,
  );
  return result.ok ? result.warnings : result.diagnostics;
}

/** The heading of the only block, and what is to be pasted. */
function block(text: string, more: object = {}, path = APP): readonly [heading: string, yaml: string] {
  const blocks = pasteBlocks(load(text, more, path));
  expect(blocks.length).toBe(1);
  const [heading = '', ...rest] = blocks[0]!.split('\n\n');
  return [heading, rest.join('\n\n')];
}

/** What a person does with a block. */
const filled = (yaml: string): string =>
  yaml.replaceAll('<policy>', 'daily').replaceAll('<value>', '"8080"').replaceAll(/<\w+>/g, 'it is known');

const compose = (volumes: readonly string[], environment: readonly string[] = []): string =>
  `compose: ${JSON.stringify({ services: { app: { image: 'app:1', volumes, environment }, other: { image: 'app:1', volumes } }, volumes: { files: {}, no: {} } })}\n`;

const VOLUMES = ['/srv/app:/data', 'files:/files', './sub folder:/sub', 'no:/no', '.:/here'];

it('is one block, in which each decision stands once, and which the next run accepts', () => {
  const text = HEAD + compose(VOLUMES, ['PORT=${PORT}', 'AGAIN=${PORT}', 'KEY=${DB_PASSWORD}', 'ON=${ON}']);
  const [heading, yaml] = block(text, TWO_POLICIES);
  expect(heading).toBe(`To paste into ${APP}:`);
  expect(yaml).toBe(`data:
  - { path: /srv/app, backup: <policy> }
  - { path: files, backup: <policy> }
  - { path: ./sub folder, backup: <policy> }
  - { path: "no", backup: <policy> }
  - { path: ./, backup: <policy> }
secrets:
  env: { what: <what> }
variables:
  PORT: <value>
  DB_PASSWORD: { secret: env }
  "ON": <value>`);
  expect(load(`${text}${filled(yaml)}\n`, TWO_POLICIES)).toEqual([]);
});

it.each(['/srv/a, {b}', '/srv/[c]', "/srv/it's", '/srv/a #b', '/srv/"d"', '/srv/&e', 'C:\\app'])(
  'quotes the path %s where it needs it',
  (path) => {
    const text =
      HEAD +
      `compose: ${JSON.stringify({ services: { app: { image: 'app:1', volumes: [{ type: 'bind', source: path, target: '/data' }] } } })}\n`;
    const [, yaml] = block(text);
    expect(parse(yaml)).toEqual({ data: [{ path, backup: 'daily' }] });
    expect(load(`${text}${yaml}\n`)).toEqual([]);
  },
);

it('says which keys are there already, and has only what is to be added to them', () => {
  const text = `${HEAD}data: [{ path: /srv/app, backup: daily }]\nvariables: { A: 1, B: { secret: words } }\nsecrets: { words: { what: two words } }\n${compose(VOLUMES.slice(0, 2), ['A=${A}', 'C=${C}', 'K=${API_TOKEN}', 'B=${B}'])}`;
  const [heading, yaml] = block(text, TWO_POLICIES);
  expect(heading).toBe(`To paste into ${APP} (data: is there already, in line 3; variables: is there already, in line 4):`);
  expect(parse(yaml)).toEqual({
    data: [{ path: 'files', backup: '<policy>' }],
    variables: { C: '<value>', API_TOKEN: { secret: 'words' } },
  });
  const merged = parseDocument(text);
  for (const { under, line } of load(text, TWO_POLICIES).flatMap(({ paste = [] }) => paste)) {
    const value = parse(filled(line));
    if (under === 'data') merged.addIn(['data'], merged.createNode(value[0]));
    else for (const [name, of] of Object.entries(value)) merged.setIn([under, name], merged.createNode(of));
  }
  expect(load(String(merged), TWO_POLICIES)).toEqual([]);
});

it('names the policy of a lab that has one, where its copies reach the machine', () => {
  expect(block(HEAD + compose(['/srv/app:/data']))[1]).toBe('data:\n  - { path: /srv/app, backup: daily }');
  const two = { hosts: { two: { title: 'Two', role: 'Docker host', addresses: { apps: '10.1.20.12' }, docker: {} } } };
  const text = HEAD.replace('one', 'two') + compose(['/srv/app:/data']);
  expect(block(text, two)[1]).toBe('data:\n  - { path: /srv/app, backup: <policy> }');
});

it('asks for a reason in a lab without a policy', () => {
  const lab = {
    lab: { title: 'Small', domain: 'lab.example.net' },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.1.20.0/24' } },
  };
  const host = { hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.1.20.11' }, docker: {} } } };
  const read = (text: string) => {
    const result = loadSources(
      [
        { path: 'inventory/lab.yaml', text: JSON.stringify({ ...lab, ...host }) },
        { path: APP, text },
      ],
      systems,
    );
    return result.ok ? result.warnings : result.diagnostics;
  };
  const text = HEAD + compose(['/srv/app:/data']);
  const [found = ''] = pasteBlocks(read(text));
  const yaml = found.split('\n\n')[1] ?? '';
  expect(yaml).toBe('data:\n  - { path: /srv/app, backup: none, because: <reason> }');
  expect(read(`${text}${filled(yaml)}\n`)).toEqual([]);
});

it('names the entry of a file that holds several, and the service file of a folder', () => {
  const services = {
    services: { app: { title: 'App', 'runs-on': 'one', compose: { services: { app: { image: 'app:1', volumes: ['/srv/app:/data'] } } } } },
  };
  const [heading] = block(JSON.stringify(services), {}, 'inventory/apps.yaml');
  expect(heading).toBe('To paste into inventory/apps.yaml, below services.app:');
  const written = `services:\n  app:\n${`${HEAD}${compose(['/srv/app:/data'])}`.replace(/^(?=.)/gm, '    ')}`;
  const [, yaml] = block(written, {}, 'inventory/apps.yaml');
  expect(yaml).toBe('    data:\n      - { path: /srv/app, backup: daily }');
  expect(load(`${written}${yaml}\n`, {}, 'inventory/apps.yaml')).toEqual([]);
  const folder = [
    { path: 'inventory/base.yaml', text: readBase() },
    { path: 'inventory/services/app/service.yaml', text: HEAD },
    { path: 'inventory/services/app/compose.yaml', text: 'services: { app: { image: "app:1", volumes: ["/srv/app:/data"] } }\n' },
  ];
  const result = loadSources(folder, systems);
  expect(pasteBlocks(result.ok ? [] : result.diagnostics)[0]).toContain('To paste into inventory/services/app/service.yaml:\n');
});

it('proposes nothing that data cannot have', () => {
  for (const volume of ['/data', '../../elsewhere:/data']) {
    const found = load(HEAD + compose([volume])).filter(({ code }) => code === 'no-backup-decision');
    expect(found.length).toBeGreaterThan(0);
    expect(pasteBlocks(found)).toEqual([]);
    expect(found[0]?.hint).not.toContain('Add to data');
  }
});

it('ends what is printed, for warnings too, and is in the document for programs', () => {
  const deferred = { lab: { compose: { data: 'warn', variables: 'warn' } } };
  const found = load(HEAD + compose(['/srv/app:/data'], ['PORT=${PORT}']), deferred);
  expect(found.map(({ code, severity }) => [code, severity]).sort()).toEqual(CODES.map((code) => [code, 'warning']));
  expect(printDiagnostics(found, { sources: new Map(), limit: 1 })).toMatch(
    /2 warnings in 1 file\.\n\nTo paste into \S+:\n\ndata:\n {2}- \{ path: \/srv\/app, backup: daily \}\nvariables:\n {2}PORT: <value>\n$/,
  );
  expect(diagnosticsJson(found)).toMatchObject({
    diagnostics: [
      { paste: [{ file: APP, under: 'data', line: '- { path: /srv/app, backup: daily }' }] },
      { paste: [{ file: APP, under: 'variables', line: 'PORT: <value>' }] },
    ],
  });
});

/** Of what lies in the folders of a lab, only what is generated and what the inventory was read from comes out of its bundle. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../tools/process.ts';
import { type RenderedRoot, renderedRoot } from './labs/rendered-root.ts';

const ROOT = join(import.meta.dirname, '..');
const STACK = 'infra/compose/box/media';

/** In every planted file, and shaped like no secret, so that nothing but where it lies keeps it in. */
const canary = (path: string): string => `canary of ${path}`;

/** What people and programs leave in these folders. */
const PLANTED = [
  'infra/terraform/cloudflare/terraform.tfstate',
  'infra/terraform/cloudflare/terraform.tfstate.backup',
  'infra/terraform/cloudflare/terraform.tfvars',
  'infra/terraform/cloudflare/.terraform/providers/state',
  'infra/opnsense/crash.log',
  `${STACK}/.env`,
  `${STACK}/compose.yaml~`,
  `${STACK}/.compose.yaml.swp`,
  `${STACK}/data/app.sqlite3`,
  `${STACK}/conf/added.conf`,
  'infra/ansible/site.retry',
  'infra/notes.txt',
  'inventory/.env',
  'inventory/.hidden.yaml',
  'inventory/README.md',
  'inventory/lab.yaml~',
  'inventory/.lab.yaml.swp',
  'inventory/lab.yaml.orig',
  'inventory/passwords.txt',
  'inventory/services/media/left-behind.yaml',
  'inventory/services/media/data/app.sqlite3',
  'inventory/services/media/notes.md',
  'inventory/schema/own.json',
  'inventory/node_modules/a/package.json',
  '.env',
  '.rackbook/snapshot.json',
];

/** The inventory, with a canary in every comment. */
const INVENTORY: Readonly<Record<string, string>> = {
  'more.yaml': `# ${canary('a comment')}\nlab:\n  variables: { GREETING: "# kept" } # ${canary('the end of a line')}\n`,
  'services/media/service.yaml': `title: Media # ${canary('a service')}\nruns-on: box\nports: [{ port: 9000, what: web }]\nhealth: { http: /, port: 9000 }\n`,
  'services/media/compose.yaml': `# ${canary('a project')}
services:
  media:
    image: media:\${TAG} # ${canary('a line of a project')}
    env_file: app.env
    ports: ["9000:80"]
    volumes: ["./conf:/etc/media:ro"]
`,
  'services/media/.env': `TAG=1.0\nUNUSED=${canary('a hidden file')}\n`,
  'services/media/app.env': `# ${canary('a file of variables')}\nCOLOUR=blue\n`,
  'services/media/conf/media.conf': 'listen 80\n',
  'services/media/conf/.secret-settings': `${canary('a hidden companion')}\n`,
  'overrides/compose/box/notes/compose.yaml': `services: { notes: { restart: always } } # ${canary('an override')}\n`,
};

let lab: RenderedRoot;
let unpacked: string;
let said: string;
let html: string;
let files: ReadonlyMap<string, string>;

function plant(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const bundle = () => run([process.execPath, join(ROOT, 'cli', 'bundle.ts'), '--root', lab.root, unpacked]);

beforeAll(async () => {
  const inventory = mkdtempSync(join(tmpdir(), 'rackbook-planted-'));
  try {
    cpSync(join(ROOT, 'tests', 'labs', 'one-host'), inventory, { recursive: true });
    for (const [path, text] of Object.entries(INVENTORY)) plant(inventory, path, text);
    lab = await renderedRoot(inventory);
  } finally {
    rmSync(inventory, { recursive: true });
  }
  unpacked = mkdtempSync(join(tmpdir(), 'rackbook-unpacked-'));
  for (const path of PLANTED) plant(lab.root, path, `${canary(path)}\n`);
  plant(unpacked, 'outside/hosts', `${canary('what a link leads to')}\n`);
  symlinkSync(join(unpacked, 'outside'), join(lab.root, 'infra', 'linked'));
  symlinkSync(join(unpacked, 'outside', 'hosts'), join(lab.root, STACK, 'linked.conf'));
  const edited = join(lab.root, 'infra/compose/box/notes/compose.yaml');
  writeFileSync(edited, `${readFileSync(edited, 'utf8')}# ${canary('an edit by hand')}\n`);
  const bundled = await bundle();
  expect(bundled.stderr + bundled.stdout).toContain('Wrote');
  said = bundled.stderr;
  html = readFileSync(join(unpacked, 'disaster-recovery.html'), 'utf8');
  expect((await run(['tar', '-xzf', 'disaster-recovery.tar.gz'], { cwd: unpacked })).code).toBe(0);
  const folder = join(unpacked, 'disaster-recovery');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(entries.filter((entry) => !entry.isFile())).toEqual([]);
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  files = new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
});
afterAll(() => {
  lab?.remove();
  if (unpacked) rmSync(unpacked, { recursive: true });
});

describe('the archive, as tar unpacks it,', () => {
  it('has these files and no other', () => {
    expect([...files.keys()].sort()).toEqual(
      [
        ...lab.files
          .map(({ path }) => path)
          .filter(
            (path) => path.startsWith('infra/') && !path.includes('/notes/') && (path === 'infra/.gitignore' || !path.includes('/.')),
          ),
        ...['lab.yaml', 'more.yaml', 'services/media/service.yaml', 'services/media/compose.yaml', 'services/media/conf/media.conf'].map(
          (path) => `inventory/${path}`,
        ),
        ...['inventory/overrides/compose/box/notes/compose.yaml', 'README.txt', 'disaster-recovery.html'],
      ].sort(),
    );
  });

  it('holds nothing of what was planted, and no comment of the inventory', () => {
    const found = [...files].filter(([, text]) => text.includes('canary of'));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it('keeps what only looks like a comment', () => {
    expect(files.get('inventory/more.yaml')).toBe('lab:\n  variables: { GREETING: "# kept" }\n');
  });

  it('says what is not in it, and why', () => {
    const readme = files.get('README.txt');
    for (const [path, why] of [
      ['infra/compose/box/notes/compose.yaml', 'was changed by hand'],
      [`${STACK}/conf/.secret-settings`, 'is hidden'],
      ['inventory/services/media/.env', 'is hidden'],
      ['inventory/services/media/app.env', 'holds values of variables'],
    ] as const) {
      expect(readme).toContain(`${path}\n    ${why}`);
      expect(said).toContain(`Not in the bundle: ${path} ${why}`);
    }
  });
});

describe('a secret', () => {
  it('in a file that is packed ends it: nothing is written, the last bundle stays, and the secret is not said', async () => {
    const secret = ['zq8Xy', 'RealSecret', '77'].join('');
    const override = join(lab.inventoryDir, 'overrides/compose/box/notes/compose.yaml');
    const before = readFileSync(override, 'utf8');
    writeFileSync(override, `services: { notes: { environment: { DB_PASSWORD: ${secret} } } }\n`);
    const again = await bundle();
    writeFileSync(override, before);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('published-secret');
    expect(again.stderr).toContain('It comes from inventory/overrides/compose/box/notes/compose.yaml.');
    expect(again.stderr + again.stdout).not.toContain(secret);
    expect(readFileSync(join(unpacked, 'disaster-recovery.html'), 'utf8')).toBe(html);
  });
});

describe('the page to print', () => {
  it('holds nothing of what was planted', () => expect(html).not.toContain('canary of'));

  it('says that a file was changed by hand in place of it', () =>
    expect(html).toContain('infra/compose/box/notes/compose.yaml was changed by hand since it was generated'));
});

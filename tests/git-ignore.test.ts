/** What grows beside generated files stays out of Git, and nothing that is generated does: asked of Git itself. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLab } from '../core/pipeline.ts';
import type { WantedFile } from '../core/plan/change.ts';
import { ignoredLines } from '../generators/git-ignore/files/ignored-lines.ts';
import { systems } from '../registry/systems.gen.ts';
import { repository } from '../tools/places.ts';
import { run } from '../tools/process.ts';
import { LABS } from './labs/labs.ts';

const IGNORED = 'infra/.gitignore';
const README = readFileSync(join(repository, 'README.md'), 'utf8');
/** The lines that the README has for what lies elsewhere. */
const ADVISED = (/in the `\.gitignore` of the\s+repository:\n\n((?: {4}.*\n)+)/.exec(README)?.[1] ?? '').replace(/^ {4}/gm, '');
/** What it had before there was a list of its own, and what may still stand in a repository. */
const BEFORE =
  'infra/**/.env\ninfra/**/.env.*\ninfra/**/*.tfstate\ninfra/compose/*/*/data/\ninfra/compose/*/*/db/\ninfra/compose/**/*.sqlite3\n';

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-ignore-'));
  mkdirSync(join(root, 'infra'));
  expect((await run(['git', 'init', '--quiet', root])).code).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Those of the paths that Git ignores with these lists, as a file system without case would have it, too. */
async function ignored(paths: readonly string[], below: string, above = ADVISED): Promise<readonly string[]> {
  writeFileSync(join(root, IGNORED), below);
  writeFileSync(join(root, '.gitignore'), above);
  const found = new Set<string>();
  for (const ignoreCase of ['false', 'true']) {
    const argv = ['git', '-C', root, '-c', 'core.excludesFile=', '-c', `core.ignoreCase=${ignoreCase}`];
    const { code, stdout } = await run([...argv, 'check-ignore', '--no-index', '-z', '--stdin'], { input: `${paths.join('\0')}\0` });
    expect(code).toBeLessThan(2);
    for (const path of stdout.split('\0')) if (path !== '') found.add(path);
  }
  return paths.filter((path) => found.has(path));
}

/** What every lab wants written. */
const rendered = await Promise.all(
  LABS.map(async ({ name, inventoryDir }) => {
    const lab = await renderLab(inventoryDir, systems);
    if (!lab.ok) throw new Error(`${name} has mistakes.`);
    return { name, files: lab.value.files };
  }),
);
const listOf = (files: readonly WantedFile[]): string => files.find(({ path }) => path === IGNORED)?.content ?? '';

const LEFT = [
  ...['.env', 'inventory/.env', 'infra/compose/box/any/.env', 'infra/compose/box/any/.env.production', 'infra/.env'],
  ...[
    'terraform.tfstate',
    'terraform.tfstate.backup',
    'terraform.tfvars',
    'own.auto.tfvars',
    '.terraform/providers/x',
    'tfplan',
    'crash.log',
  ].flatMap((name) => [`infra/terraform/cloudflare/${name}`, `infra/opnsense/${name}`]),
  ...['infra/ansible/site.retry', 'infra/compose/box/any/data/app/x', 'infra/compose/box/any/db/x', 'infra/compose/box/any/app.sqlite3'],
  ...['infra/compose/box/any/app.sqlite3-wal', 'inventory/lab.yaml~', 'inventory/.lab.yaml.swp', 'infra/traefik/traefik.yaml~'],
];

describe.each(rendered)('in the lab $name', ({ files }) => {
  it('nothing that is generated is ignored, also beside lines that people had before', async () => {
    const paths = files.map(({ path }) => path);
    expect(await ignored(paths, listOf(files))).toEqual([]);
    expect(await ignored(paths, listOf(files), `${ADVISED}${BEFORE}`)).toEqual([]);
  });

  it('what programs and people leave is', async () => {
    expect(await ignored(LEFT, listOf(files))).toEqual(LEFT);
  });
});

it('of a folder of data with generated files in it, all else stays ignored', async () => {
  const { files } = rendered.find(({ name }) => name === 'kept-data')!;
  const stack = 'infra/compose/box/notes';
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining([`${stack}/data/seed/first.sql`, `${stack}/db/deep/one.txt`, `${stack}/terraform.tfstate`]));
  const grown = [
    'data/x',
    'data/app/x',
    'data/seed/third.sql',
    'data/seed/two o.sql',
    'db/deep/x',
    'db/x/deep/one.txt',
    'own.tfstate',
    'x.sqlite3',
  ];
  const left = grown.map((name) => `${stack}/${name}`);
  expect(await ignored(left, listOf(files))).toEqual(left);
});

it('whatever files are called', async () => {
  const part = fc.constantFrom(
    'data',
    'Data',
    'db',
    '.env',
    '.env.x',
    'a.sqlite3',
    '.terraform',
    'x~',
    'a',
    '[b]',
    '!c',
    '#d',
    'e f',
    'tfplan',
  );
  const path = fc.tuple(fc.constantFrom('compose/one/app', 'compose/one', 'x', 'data'), fc.array(part, { minLength: 1, maxLength: 4 }));
  const leaves = systems.flatMap(({ leaves: own = [] }: { leaves?: readonly string[] }) => own);
  await fc.assert(
    fc.asyncProperty(fc.array(path, { minLength: 1, maxLength: 8 }), async (all) => {
      const paths = [...new Set(all.map(([folder, parts]) => `${folder}/${parts.join('/')}`))];
      // A path that is a folder of another cannot be a file.
      const kept = paths.filter((each) => !paths.some((other) => other.toLowerCase().startsWith(`${each.toLowerCase()}/`)));
      const list = ignoredLines(leaves, kept);
      expect(
        await ignored(
          kept.map((each) => `infra/${each}`),
          list,
        ),
      ).toEqual([]);
      const beside = kept.map((each) => `infra/${each}.tfstate`);
      expect(await ignored(beside, list)).toEqual(beside);
    }),
    { numRuns: 40 },
  );
});

it('the inventory is not, nor the ledger, nor what Terraform locks', async () => {
  const kept = [
    'inventory/lab.yaml',
    'inventory/services/media/.env',
    'inventory/services/media/data/seed.sql',
    'infra/.ledger.json',
    IGNORED,
  ];
  for (const { files } of rendered)
    expect(await ignored([...kept, 'infra/terraform/cloudflare/.terraform.lock.hcl'], listOf(files))).toEqual([]);
});

it.each(['a/b', '/a/**/b', 'a b', '!a', '#a', '/', '[a]'])('a line that Git would read otherwise is a bug: %s', (line) => {
  expect(() => ignoredLines([line], [])).toThrow('no name and no path');
});

it('this repository has the lines that the README advises', () => {
  const lines = readFileSync(join(repository, '.gitignore'), 'utf8').split('\n');
  const advised = ADVISED.split('\n').filter((line) => line !== '' && !line.startsWith('/.rackbook'));
  expect(advised.length).toBeGreaterThan(4);
  expect(advised.filter((line) => !lines.includes(line))).toEqual([]);
});

/** What grows beside generated files stays out of Git, and nothing that is generated does: asked of Git itself. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderLab } from '../core/pipeline.ts';
import { systems } from '../registry/systems.gen.ts';
import { repository } from '../tools/places.ts';
import { run } from '../tools/process.ts';
import { LABS } from './labs/labs.ts';

const README = readFileSync(join(repository, 'README.md'), 'utf8');
/** The lines that the README has for a lab in a repository of its own. */
const ADVISED = (/in its `\.gitignore`\.[\s\S]*?\n\n((?: {4}.*\n)+)/.exec(README)?.[1] ?? '').replace(/^ {4}/gm, '');

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-ignore-'));
  writeFileSync(join(root, '.gitignore'), ADVISED);
  expect((await run(['git', 'init', '--quiet', root])).code).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Those of the paths that Git ignores. */
async function ignored(paths: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(['git', '-C', root, 'check-ignore', '--no-index', '--stdin'], { input: `${paths.join('\n')}\n` });
  return stdout.split('\n').filter((path) => path !== '');
}

it('what programs and people leave is ignored', async () => {
  const left = [
    ...['.env', 'inventory/.env', 'infra/compose/box/notes/.env', 'infra/compose/box/notes/.env.production'],
    ...[
      'terraform.tfstate',
      'terraform.tfstate.backup',
      'terraform.tfvars',
      'own.auto.tfvars',
      '.terraform/providers/x',
      'tfplan',
      'crash.log',
    ].flatMap((name) => [`infra/terraform/cloudflare/${name}`, `infra/opnsense/${name}`]),
    ...['infra/ansible/site.retry', 'infra/compose/box/notes/data/app/x', 'infra/compose/box/notes/app.sqlite3'],
    ...['inventory/lab.yaml~', 'inventory/.lab.yaml.swp', 'infra/traefik/traefik.yaml~'],
  ];
  expect(await ignored(left)).toEqual(left);
});

it('the inventory is not, nor an environment file that a project is read from', async () => {
  const kept = ['inventory/lab.yaml', 'inventory/services/media/.env', 'inventory/services/media/data/seed.sql', 'infra/.ledger.json'];
  expect(await ignored([...kept, 'infra/terraform/cloudflare/.terraform.lock.hcl'])).toEqual([]);
});

it('nothing that is generated for any lab is', async () => {
  for (const { name, inventoryDir } of LABS) {
    const rendered = await renderLab(inventoryDir, systems);
    if (!rendered.ok) throw new Error(`${name} has mistakes.`);
    const paths = rendered.value.files.map(({ path }) => path);
    expect(await ignored(paths), name).toEqual([]);
  }
});

it('this repository has the same lines', () => {
  expect(ADVISED.split('\n').length).toBeGreaterThan(15);
  expect(readFileSync(join(repository, '.gitignore'), 'utf8')).toContain(ADVISED);
});

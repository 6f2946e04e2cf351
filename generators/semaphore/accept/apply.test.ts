/**
 * The script runs against a stand-in made from the published description of Semaphore's API (October 2024), which refuses paths, keys and types
 * that it does not have. No Semaphore runs here.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SemaphoreStandIn, TOKEN } from '../../../tests/accept/semaphore-api.ts';
import { LABS } from '../../../tests/labs/labs.ts';
import { type RenderedRoot, renderedRoot } from '../../../tests/labs/rendered-root.ts';
import { run } from '../../../tools/process.ts';

const SECRET = 'a value that must not be shown';

describe('apply.py', () => {
  const semaphore = new SemaphoreStandIn();
  let lab: RenderedRoot;
  let url = '';
  const file = (name: string) => join(lab.root, name);
  const apply = async (...more: readonly string[]) => {
    const before = semaphore.requests.length;
    const result = await run(['python3', file('infra/semaphore/apply.py'), '--url', url, '--token-file', file('token'), ...more]);
    const requests = semaphore.requests.slice(before);
    expect(result.stdout + result.stderr).not.toContain(SECRET);
    expect(result.stdout + result.stderr).not.toContain(TOKEN);
    return { ...result, requests, writes: requests.filter((line) => !line.startsWith('GET ')) };
  };
  const values = () => ['Repository', 'Machines', 'Store of secrets'].flatMap((name) => ['--value', `${name}=${file('value')}`]);
  const edited = (edit: (wanted: { schedules: unknown[] }) => void) => {
    const wanted = JSON.parse(readFileSync(file('infra/semaphore/project.json'), 'utf8'));
    edit(wanted);
    writeFileSync(file('infra/semaphore/project.json'), JSON.stringify(wanted));
  };

  beforeAll(async () => {
    const { inventoryDir } = LABS.find(({ name }) => name === 'control') ?? {};
    lab = await renderedRoot(inventoryDir);
    url = await semaphore.start();
    writeFileSync(file('token'), `${TOKEN}\n`);
    writeFileSync(file('value'), `${SECRET}\n`);
  });
  afterAll(async () => {
    lab.remove();
    await semaphore.stop();
  });
  beforeEach(() => {
    semaphore.requests.length = 0;
  });

  it('says what it would do, and does nothing', async () => {
    const { code, stdout, writes } = await apply('--check');
    expect([code, writes]).toEqual([3, []]);
    expect(stdout).toContain('would make the project "Control"');
    expect(stdout).toContain('would make templates "Deploy services"');
  });

  it('stops before what needs a key that is not there, and names it', async () => {
    const { code, stdout, writes } = await apply();
    expect(code).toBe(1);
    expect(writes).toEqual(['POST /api/projects 201', expect.stringMatching(/^POST \/api\/project\/\d+\/keys 204$/)]);
    expect(stdout).toContain('missing: the key "Machines" (ssh)');
  });

  it('makes all of it, and changes nothing the second time', async () => {
    const first = await apply(...values());
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(first.requests.filter((line) => !/ 20[014]$/.test(line))).toEqual([]);
    const second = await apply();
    expect([second.code, second.writes, second.stdout.split('\n').at(-2)]).toEqual([0, [], 'nothing to do']);
    expect((await apply('--check')).code).toBe(0);
    const made = Object.fromEntries(Object.entries(semaphore.parts).map(([kind, entries]) => [kind, entries.length]));
    // With the workspace that comes with a template of Terraform.
    expect(made).toEqual({ keys: 4, repositories: 1, inventory: 2, environment: 2, views: 4, templates: 9, schedules: 2 });
  });

  it('puts right what a person changed, and leaves what a person added', async () => {
    const [template] = semaphore.parts.templates;
    Object.assign(template ?? {}, { playbook: 'other.yml', vaults: [] });
    semaphore.parts.views.push({ id: 900, title: 'Mine', position: 9, project_id: 1 });
    const checked = await apply('--check');
    expect([checked.code, checked.writes]).toEqual([3, []]);
    expect(checked.stdout).toContain('would change templates "Build the lab": playbook, vaults');
    const { code, stdout, writes } = await apply();
    expect([code, writes]).toEqual([0, [expect.stringMatching(/^PUT \S+\/templates\/\d+ 204$/)]]);
    expect(stdout).toContain('left alone: views "Mine"');
    expect((await apply()).writes).toEqual([]);
    expect(semaphore.parts.templates[0]).toMatchObject({ playbook: 'infra/ansible/playbooks/site.yml' });
  });

  it('keeps the workspace of Terraform when it changes its template', async () => {
    const template = semaphore.parts.templates.find(({ app }) => app === 'tofu');
    const workspace = template?.['inventory_id'];
    expect(workspace).toBeDefined();
    Object.assign(template ?? {}, { description: 'mine' });
    await apply();
    expect(template).toMatchObject({ inventory_id: workspace });
    expect(template?.['description']).not.toBe('mine');
  });

  it('takes a schedule away that is not wanted any more, and no other', async () => {
    const [first] = semaphore.parts.schedules;
    semaphore.parts.schedules.push({ ...first, id: 901, name: 'Mine' });
    edited((wanted) => wanted.schedules.shift());
    const { writes } = await apply();
    expect(writes).toEqual([expect.stringMatching(new RegExp(`^DELETE \\S+/schedules/${first?.id} 204$`))]);
    expect(semaphore.parts.schedules.map(({ name }) => name)).toEqual(['Update systems', 'Mine']);
  });

  it('says that a token is refused, and goes no further', async () => {
    writeFileSync(file('token'), 'another');
    const { code, stderr, requests } = await apply();
    expect([code, requests]).toEqual([1, ['GET /api/projects 401']]);
    expect(stderr).toContain('was answered with 401');
  });
});

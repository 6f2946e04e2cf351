/**
 * Every workflow runs, step by step, in a real runner. What would leave this machine is a stand-in: the Git host's API, the playbooks, the tunnel.
 * Not tried here: what the Git host itself does with permissions, environments and the events of forks.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../generators/forgejo-actions/tool.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { LABS } from '../../labs/labs.ts';
import { GitHost } from './git-host.ts';
import { LabRunner } from './lab-runner.ts';

const found = await findTool(act);
const obstacle = isMissing(found) ? found.missing : undefined;
if (obstacle !== undefined) process.stderr.write(`SKIPPED pipelines: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

const HOSTS = [
  { lab: 'github', workflows: '.github/workflows', self: 'github-actions[bot]', vpn: true },
  { lab: 'forge', workflows: '.forgejo/workflows', self: 'forgejo-actions', vpn: false },
];

describe.skipIf(obstacle !== undefined).each(HOSTS)('the pipelines of $lab', ({ lab, workflows, self, vpn }) => {
  const host = new GitHost(self);
  let runner: LabRunner;
  let newest = '';
  const start = async (id: string, event: string, payload: object = {}, inputs: Readonly<Record<string, string>> = {}) => {
    const result = await runner.start(`${workflows}/rackbook-${id}.yml`, event, payload, inputs);
    return { ...result, all: result.stdout + result.stderr };
  };
  const request = (from = 'own/lab') => ({
    number: 7,
    pull_request: { number: 7, head: { ref: 'x', sha: newest, repo: { full_name: from } }, base: { ref: runner.branch } },
  });

  beforeAll(async () => {
    const { inventoryDir = '' } = LABS.find(({ name }) => name === lab) ?? {};
    runner = await LabRunner.of(inventoryDir, isMissing(found) ? [] : found.argv, await host.start());
  });
  afterAll(async () => {
    runner.remove();
    await host.stop();
  });
  beforeEach(() => {
    newest = runner.commit();
    host.newest = newest;
    host.requests.length = 0;
    for (const name of ['lab-deploy', 'lab-update'])
      host.environments.set(name, { protection_rules: [{ type: 'required_reviewers', reviewers: [{ type: 'User' }] }] });
    runner.report({});
    runner.calls();
  });

  it('plan a pull request in one comment, with the secrets for the playbook alone', async () => {
    const stranger = host.entry('a-stranger', '<!-- rackbook: plan -->\nNothing to see.');
    host.comments.push(stranger);
    runner.report({ text: 'srv-1: grafana is made anew, @everyone <!-- rackbook: plan -->', lists: { changed: [{ machine: 'srv-1' }] } });
    const first = await start('plan', 'pull_request', request());
    expect(first.code, first.all).toBe(0);
    const calls = runner.calls();
    expect(calls.filter((line) => line.startsWith('ansible-playbook'))).toEqual([
      expect.stringMatching(
        /^ansible-playbook --inventory inventory playbooks\/check\.yml --vault-password-file \S+ --extra-vars lab_report=\S+$/,
      ),
    ]);
    expect(calls).toContain('  password word of the store');
    expect(calls).toContain('  agent 256');
    expect(calls.filter((line) => line.startsWith('  sees LAB_') && !line.startsWith('  sees LAB_LOCK'))).toEqual([]);
    expect(calls.some((line) => line.startsWith('  tunnel [Interface]'))).toBe(vpn);
    expect(calls.filter((line) => line.startsWith('wg-quick')).map((line) => line.split(' ')[1])).toEqual(vpn ? ['up', 'down'] : []);

    runner.report({ text: 'Nothing would change.' });
    const second = await start('plan', 'pull_request', request());
    expect(second.code, second.all).toBe(0);
    expect(host.comments).toHaveLength(2);
    expect(host.comments[1]?.body).toMatch(
      /^<!-- rackbook: plan -->\n## What a deploy would change\n\nNothing would change\.\n\nOf commit/,
    );
    expect(host.comments[0]).toEqual(stranger);
    expect(host.requests.map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'PATCH']);
  });

  it('mention nobody, and take no marker from a machine', async () => {
    runner.report({ text: 'by @everyone <!-- rackbook: drift -->' });
    await start('plan', 'pull_request', request());
    expect(host.comments.at(-1)?.body).toContain('by @\u200beveryone <!\u200b-- rackbook: drift');
  });

  it('cut a report that no comment could hold, at the end of a line', async () => {
    runner.report({ text: `first\n${'äöü '.repeat(20)}\n`.repeat(3_000) });
    const { code, all } = await start('plan', 'pull_request', request());
    expect(code, all).toBe(0);
    const body = host.comments.at(-1)?.body ?? '';
    expect(body.length).toBeGreaterThan(50_000);
    expect(body).toMatch(/\n(?:first|(?:äöü ){20})\n\nThe report is longer; the rest is in the log of the run\.\n\nOf commit/);
  });

  it('say that there is no plan when it could not be made', async () => {
    runner.report({ code: 2 });
    const { code } = await start('plan', 'pull_request', request());
    expect(code).not.toBe(0);
    expect(host.comments.at(-1)?.body).toContain('There is no plan: the run that makes it failed');
  });

  it('run nothing in the lab for a fork', async () => {
    await start('plan', 'pull_request', request('stranger/lab'));
    expect([host.requests, runner.calls()]).toEqual([[], []]);
  });

  it('deploy the newest commit, and one service when a person asks for it', async () => {
    const { code, all } = await start('deploy', 'workflow_dispatch', {}, { lab_machine: 'all', lab_service: 'notes' });
    expect(code, all).toBe(0);
    expect(runner.calls().filter((line) => line.startsWith('ansible-playbook'))).toEqual([
      expect.stringMatching(/playbooks\/deploy\.yml --vault-password-file \S+ --extra-vars lab_service=notes$/),
    ]);
  });

  it('deploy nothing that is not the newest any more, and nothing of another branch', async () => {
    host.newest = '0'.repeat(40);
    const late = await start('deploy', 'workflow_dispatch');
    expect(late.code, late.all).toBe(0);
    runner.git('checkout', '--quiet', '-b', 'other');
    await start('deploy', 'workflow_dispatch');
    runner.git('checkout', '--quiet', runner.branch);
    expect(runner.calls().filter((line) => line.startsWith('ansible-playbook'))).toEqual([]);
  });

  it('take a value that would be two for none', async () => {
    const { code, all } = await start('update', 'workflow_dispatch', {}, { lab_machine: 'shed lab_x=1' });
    expect(code).not.toBe(0);
    expect(all).toContain('lab_machine is no id');
    expect(runner.calls().filter((line) => line.startsWith('ansible-playbook'))).toEqual([]);
  });

  it.runIf(lab === 'github')('deploy nothing while nobody has to agree', async () => {
    host.environments.set('lab-deploy', { protection_rules: [{ type: 'wait_timer' }] });
    const { code, all } = await start('deploy', 'push');
    expect(code).not.toBe(0);
    expect(all).toContain('Nobody has to agree');
    expect(runner.calls().filter((line) => line.startsWith('ansible-playbook'))).toEqual([]);
  });

  it('keep one issue about differences, and close it', { timeout: 300_000 }, async () => {
    host.issues.push(host.entry('a-stranger', '<!-- rackbook: drift -->\nmine'));
    runner.report({ text: 'loft differs', lists: { unreachable: ['cellar'] } });
    for (const _ of [1, 2]) await start('drift', 'workflow_dispatch');
    expect(host.issues.map(({ user, state, body }) => [user.login, state, body.includes('loft differs')])).toEqual([
      ['a-stranger', 'open', false],
      [self, 'open', true],
    ]);
    runner.report({});
    await start('drift', 'workflow_dispatch');
    expect(host.issues.map(({ state }) => state)).toEqual(['open', 'closed']);
    await start('drift', 'workflow_dispatch');
    expect(host.issues).toHaveLength(2);
  });

  it('say what to do when the generated files are not those of the inventory', async () => {
    runner.failing(['run --silent gen -- --check']);
    const { code, all } = await start('check', 'pull_request', request('stranger/lab'));
    expect(code).not.toBe(0);
    expect(all).toContain('Run npm run gen in this branch, and commit what it writes.');
    runner.failing([]);
    expect((await start('check', 'pull_request', request('stranger/lab'))).code).toBe(0);
  });
});

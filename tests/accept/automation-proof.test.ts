/** The proof of the playbooks holds for what is generated, and names what is wrong with a role that was changed by hand. */

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import { bringUp } from '../../proofs/automation/bring-up.ts';
import { castOf } from '../../proofs/automation/cast.ts';
import { checkChange, checkSecondRun } from '../../proofs/automation/check-changes.ts';
import { checkSilence } from '../../proofs/automation/check-silence.ts';
import { type AutomationRun, unexpected } from '../../proofs/automation/findings.ts';
import { automationObstacle } from '../../proofs/automation/prove.ts';
import { type AutomationTestbed, startTestbed } from '../../proofs/automation/testbed.ts';
import { filesInMemory } from '../../proofs/files/file-source.ts';
import { recordFiles } from '../../proofs/files/recorded-files.ts';
import { automationProofOf } from '../../proofs/system-proofs.ts';
import { systems } from '../../registry/systems.gen.ts';

const LAB = join(import.meta.dirname, '../../generators/ansible/labs/automated');
const ROLES = 'infra/ansible/collections/ansible_collections/rackbook/lab/roles';

const rendered = await renderLab(LAB, systems);
if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
const { model } = rendered.value.lab;
const obstacle = await automationObstacle(model);
if (obstacle !== undefined) process.stderr.write(`SKIPPED the proof of the playbooks: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be run here', () => expect(obstacle).toBeUndefined());

const failures = ({ checks }: AutomationRun) => checks.flatMap(({ ok, name, detail }) => (ok ? [] : [`${name}: ${detail}`]));

describe.skipIf(obstacle !== undefined)('the proof of the playbooks', () => {
  let testbed: AutomationTestbed;
  const newRun = (): AutomationRun => ({ testbed, checks: [], recoveries: [], say: () => {} });
  /** The generated files with one text in the place of another, while something is done. */
  const changed = async (path: string, from: string | RegExp, to: string, work: () => Promise<void>) => {
    const before = testbed.lab.text(path);
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    await testbed.lab.change(new Map([[path, after]]));
    try {
      await work();
    } finally {
      await testbed.lab.restore([path]);
    }
  };

  beforeAll(async () => {
    const automation = automationProofOf(model);
    const cast = automation && castOf(model, automation);
    if (!automation || !cast) throw new Error('the lab has no machine for playbooks');
    testbed = await startTestbed(model, recordFiles(filesInMemory(rendered.ok ? rendered.value.files : [])), automation, cast, () => {});
  }, 120_000);
  afterAll(() => testbed?.stop());

  it('names a wrong order', { timeout: 300_000 }, async () => {
    const run = newRun();
    const site = 'infra/ansible/playbooks/site.yml';
    await changed(
      site,
      /( {4}- role: rackbook\.lab\.engine\n {6}tags:\n {8}- engine\n)([\s\S]*?)( {4}- role: rackbook\.lab\.stacks\n {6}tags:\n {8}- stacks\n)/,
      '$3$2$1',
      () => bringUp(run),
    );
    expect(failures(run)).toContainEqual(expect.stringMatching(/^box: built from a bare system: .*docker/i));
  });

  it('holds for what is generated', { timeout: 600_000 }, async () => {
    const run = newRun();
    await bringUp(run);
    await checkSecondRun(run);
    await checkChange(run);
    await checkSilence(run);
    expect(failures(run)).toEqual([]);
    expect(run.checks.length).toBeGreaterThan(10);
  });

  it('names a wrong path', { timeout: 120_000 }, async () => {
    await changed(`${ROLES}/stacks/tasks/compose.yml`, '{{ stack.folder }}', '{{ stack.folder }}s', async () => {
      const played = await testbed.play('deploy');
      expect(unexpected(played, testbed.cast.main)).toMatch(/notess/);
    });
  });

  it('names a handler that is missing', { timeout: 120_000 }, async () => {
    await changed(`${ROLES}/base/tasks/ssh.yml`, /content: \|\n {6}# Written by Ansible\./, 'content: |\n      # Changed.', async () =>
      changed(`${ROLES}/base/tasks/ssh.yml`, 'notify: Reload SSH', 'notify: Load SSH again', async () => {
        const played = await testbed.play('site', { parts: ['base'] });
        expect(`${unexpected(played, testbed.cast.main)} ${played.output}`).toMatch(/handler 'Load SSH again' was not found/);
        expect(played.code).not.toBe(0);
      }),
    );
  });

  it('names a task that changes something every time', { timeout: 300_000 }, async () => {
    const run = newRun();
    await changed(`${ROLES}/base/tasks/main.yml`, '// Written by Ansible;', '// Written at {{ now().timestamp() }};', () =>
      checkSecondRun(run),
    );
    expect(failures(run)).toEqual([
      expect.stringMatching(/^box: a second run changes nothing: it changed: .*Upgrades that the machine makes by itself/),
    ]);
  });

  it('names a task that prints a secret', { timeout: 120_000 }, async () => {
    const run = newRun();
    const task = `---\n- name: Print it\n  ansible.builtin.command:\n    argv: [cat, /etc/rackbook/secrets/wiki/admin-password]\n\n`;
    await changed(`${ROLES}/secrets/tasks/main.yml`, '---\n', task, async () => {
      await testbed.play('site', { parts: ['secrets'] });
    });
    await checkSilence(run);
    expect(failures(run)).toEqual([expect.stringMatching(/^no value of a secret is in any output: .*wiki\/admin-password/)]);
  });
});

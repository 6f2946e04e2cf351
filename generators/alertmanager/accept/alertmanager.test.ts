/** A real Alertmanager runs with the generated file on a machine, and the commands of the runbook are typed there. */

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLab } from '../../../core/load.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { programFiles } from '../../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../../testbed/machine/machine.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import { LABS } from '../../../tests/labs/labs.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { toolsStore } from '../../../tools/places.ts';
import { noAlertArrives } from '../runbooks/no-alert-arrives.ts';
import system from '../system.ts';
import { alertmanager, amtool } from '../tool.ts';

const found = await findTool(alertmanager);
const obstacle = process.getuid?.() !== 0 ? 'a machine of its own needs root' : isMissing(found) ? found.missing : undefined;
if (obstacle !== undefined) process.stderr.write(`SKIPPED Alertmanager: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

/** Answers with 200 and keeps what it was sent, a line each. */
const RECEIVER = `
from http.server import BaseHTTPRequestHandler, HTTPServer
class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        with open('/root/received', 'ab') as kept:
            kept.write(self.rfile.read(int(self.headers['content-length'])) + b'\\n')
        self.send_response(200)
        self.end_headers()
HTTPServer(('127.0.0.1', 9), Receiver).serve_forever()
`;
/** Debian's program reads its templates there, and without them it ignores its configuration. */
const TEMPLATES = '/usr/share/prometheus/alertmanager';
const CONFIG = '/etc/alertmanager/alertmanager.yml';
const UNIT = (command: string) => ({ content: `[Service]\nExecStart=${command}\n` });

interface Message {
  readonly status: string;
  readonly alerts: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

const { inventoryDir } = LABS.find(({ name }) => name === 'alerting') ?? { inventoryDir: '' };
const lab = await loadLab(inventoryDir, systems);
if (!lab.ok) throw new Error(JSON.stringify(lab.diagnostics));
const { model } = lab.value;
const [file] = [...system.files(model)];
const [runbook] = noAlertArrives(model);
const CONTAINER = / ?docker compose --file \S+ exec -T manager /;

describe.skipIf(obstacle !== undefined)('Alertmanager', () => {
  let machine: Machine;
  beforeAll(async () => {
    const content = file && 'content' in file ? file.content : '';
    machine = await startMachine({
      name: 'box',
      files: {
        ...(await programFiles([alertmanager, amtool])),
        [CONFIG]: { content },
        '/run/secrets/phone': { content: 'http://127.0.0.1:9/topic' },
        '/etc/rackbook/secrets/alerts/phone': { content: 'http://127.0.0.1:9/topic' },
        '/root/receiver.py': { content: RECEIVER },
        '/etc/systemd/system/receiver.service': UNIT('/usr/bin/python3 /root/receiver.py'),
        '/etc/systemd/system/alerts.service': UNIT(
          `/usr/local/bin/alertmanager --config.file=${CONFIG} --storage.path=/root/alerts --cluster.listen-address= --web.listen-address=127.0.0.1:9093`,
        ),
      },
      shared: { [TEMPLATES]: join(toolsStore, alertmanager.source.folder, TEMPLATES) },
    });
    await machine.shell('mkdir -p /run/secrets && systemctl start receiver alerts');
    await waitFor(
      () => machine.shell('amtool --alertmanager.url=http://127.0.0.1:9093 config show'),
      ({ code }) => code === 0,
    );
  });
  afterAll(() => machine?.stop());

  const type = async (id: string) => {
    const step = runbook?.steps.find((each) => each.id === id);
    const command = step?.run?.replace(CONTAINER, '') ?? 'false';
    return { step, ...(await machine.shell(command)) };
  };
  const received = async (): Promise<readonly Message[]> => {
    const { stdout } = await machine.shell('cat /root/received 2>/dev/null');
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text) as Message);
  };

  it('runs with the generated configuration, and each command of the runbook shows what it says', async () => {
    for (const id of ['configuration', 'silences', 'address', 'trial', 'fired']) {
      const { step, code, stdout, stderr } = await type(id);
      expect(code, `${id}: ${stderr}`).toBe(0);
      if (id === 'trial') expect([stdout, stderr], id).toEqual(['', '']);
      for (const shown of step?.shows ?? []) expect(stdout, id).toContain(shown);
    }
  });

  it('sends the trial of the runbook, and a second one as soon', async () => {
    const trials = async () =>
      (await received()).flatMap(({ alerts }) => alerts.filter(({ labels }) => labels['alertname']?.startsWith('TrialByRunbook'))).length;
    expect(await within(20, async () => (await trials()) === 1)).toBe(true);
    await type('trial');
    expect(await within(20, async () => (await trials()) === 2)).toBe(true);
  });

  it.each([
    ['severity=critical', 'webhook'],
    ['severity=page', 'webhook'],
    ['severity=warning', 'webhook'],
    ['severity=odd', 'webhook'],
    ['team=home', 'webhook'],
    ['severity=info', 'silent'],
    ['severity=none', 'silent'],
    // The pattern is of the whole value.
    ['severity=information', 'webhook'],
    ['severity=Critical', 'webhook'],
    ['severity=Info', 'silent'],
    ['alertname=Watchdog', 'silent'],
    ['alertname=PrometheusAlertmanagerE2eDeadManSwitch severity=critical', 'silent'],
  ])('routes %s to the receiver %s', async (label, receiver) => {
    const { stdout } = await machine.shell(`amtool config routes test --config.file=${CONFIG} ${label}`);
    expect(stdout.trim()).toBe(receiver);
  });
});

/** Asks twice a second. */
async function within(seconds: number, isSo: () => Promise<boolean>): Promise<boolean> {
  for (let asked = 0; asked < seconds * 2; asked += 1) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

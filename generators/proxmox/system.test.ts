import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { flowsOf } from '../../core/facts/network/flows.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readInventory } from '../../core/parse/read-inventory.ts';
import type { SourceFile } from '../../core/parse/source-file.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { systems } from '../../registry/systems.gen.ts';
import { NOTHING_KNOWN, readFirewall } from './check/pve-firewall-file.ts';

const root = join(import.meta.dirname, '../..');

function render(sources: readonly SourceFile[]) {
  const loaded = loadSources(sources, systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { model } = loaded.value;
  const made = generate(model, systems, [], readRuntime);
  if (!made.ok) throw new Error('overrides are not used here');
  const files = new Map(made.value.filter(({ generator }) => generator === 'proxmox').map(({ path, content }) => [path, content]));
  return { model, files };
}

/** The flows that the rules of a file are for. */
function idsIn(content: string): readonly string[] {
  const comments = [...content.matchAll(/^(?:IN|GROUP) [^#]*# (.*)$/gm)].flatMap(([, ids = '']) => ids.split(', '));
  return [...new Set(comments)].sort();
}

describe.each(['tests/labs/reference', 'tests/labs/opnsense'])('the firewall of %s', (folder) => {
  it('passes what leads to each machine and nothing else', async () => {
    const { model, files } = render((await readInventory(join(root, folder))).files);
    const guests = model.guests.filter(({ planned }) => !planned).map((guest) => [guest, `${guest.vmid}.fw`] as const);
    const hosts = model.hosts.filter(({ hypervisor }) => hypervisor).map((host) => [host, `${host.id}.host.fw`] as const);
    expect(guests.length * hosts.length).toBeGreaterThan(0);
    for (const [machine, name] of [...guests, ...hosts]) {
      const wanted = flowsOf(model)
        .filter(({ to, way }) => way !== 'machine' && to.machine === machine)
        .map(({ id }) => id);
      expect(idsIn(files.get(`infra/proxmox/firewall/${name}`) ?? ''), name).toEqual(wanted);
    }
  });
});

it('splits what has more ports than a rule takes, and says nothing twice', () => {
  const lab = parse(readFileSync(join(root, 'tests/labs/opnsense/lab.yaml'), 'utf8')) as { allow: Record<string, unknown> };
  const tcp = [...Array.from({ length: 14 }, (_, index) => 1000 + 2 * index), '2000-2010', 3000];
  lab.allow['many'] = { from: { network: 'things' }, to: { machine: 'apps' }, tcp, because: 'It is a test' };
  const { files } = render([{ path: 'inventory/lab.yaml', text: stringify(lab) }]);
  const cluster = readFirewall(files.get('infra/proxmox/firewall/cluster.fw') ?? '', 'cluster', NOTHING_KNOWN);
  const guest = files.get('infra/proxmox/firewall/200.fw') ?? '';
  expect(readFirewall(guest, 'guest', cluster.known).faults).toEqual([]);
  expect(guest.split('\n').filter((line) => line.endsWith('# allow.many.apps.tcp'))).toHaveLength(2);
});

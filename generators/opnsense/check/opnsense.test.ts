import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../../core/pipeline.ts';
import type { WantedFile } from '../../../core/plan/change.ts';
import { HclReading, readHcl } from '../../../formats/hcl-read.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { repository } from '../../../tools/places.ts';
import { opnsenseChecker } from './opnsense.ts';

let root: string;
let files: readonly WantedFile[];

beforeAll(async () => {
  const rendered = await renderLab(join(repository, 'tests/labs/opnsense'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  files = rendered.value.files.filter(({ generator }) => generator === 'opnsense');
  root = await mkdtemp(join(tmpdir(), 'rackbook-opnsense-'));
  for (const { path, content } of files) await write(path, content);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

function check(path: string) {
  const acceptance = { tool: 'opnsense' as const, match: /./, argv: () => [] };
  return opnsenseChecker.check([{ path, acceptance }], { root, argv: [] });
}

it('takes what is generated', async () => {
  expect(files.length).toBe(7);
  for (const { path } of files) expect(await check(path)).toEqual([{ path, ok: true, detail: '' }]);
});

describe('refuses', () => {
  it.each([
    ['rules.tf', 'an unknown attribute', 'sequence ', 'sequense '],
    ['rules.tf', 'an unknown nested attribute', 'ip_protocol', 'ipprotocol'],
    ['rules.tf', 'an attribute too few', /^ *direction .*\n/m, ''],
    ['rules.tf', 'an unknown action', '"pass"', '"allow"'],
    ['rules.tf', 'an unknown protocol', '"TCP"', '"TPC"'],
    ['rules.tf', 'an invalid address', '"10.40.20.10"', '"10.40.20.300"'],
    ['rules.tf', 'an address of the other family', '"10.40.20.10"', '"2001:db8::1"'],
    ['rules.tf', 'an invalid port', 'port = "22"', 'port = "22000000"'],
    ['rules.tf', 'an unknown interface', '["lan"]', '["vlan0.20"]'],
    ['rules.tf', 'an alias that is not there', 'net_office.name', 'net_ofice.name'],
    ['rules.tf', 'another attribute of an alias', 'net_office.name', 'net_office.id'],
    ['rules.tf', 'a position twice', '= 2\n', '= 1\n'],
    ['rules.tf', 'a resource twice', 'admin_office_router_tcp_v4', 'admin_office_apps_tcp_v4'],
    ['rules.tf', 'an unknown resource', 'opnsense_firewall_filter', 'opnsense_firewall_rule'],
    ['rules.tf', 'a template', /description = "/, 'description = "${path.module}'],
    ['aliases.tf', 'a name that OPNsense does not take', 'name        = "net_office"', 'name        = "net-office"'],
    ['aliases.tf', 'a network with host bits', '10.40.1.0/24', '10.40.1.1/24'],
    ['aliases.tf', 'a range of ports with a hyphen', '9100:9102', '9100-9102'],
    ['vlans.tf', 'a tag beyond 4094', /tag( *)= 20/, 'tag$1= 4095'],
    ['vlans.tf', 'a device that OPNsense does not take', 'vlan0.20', 'igb1.20'],
    ['dns.tf', 'an address of IPv6 in an A record', '"10.40.1.9"', '"2001:db8:40:1::9"'],
    ['dns.tf', 'a hostname with a dot', 'hostname    = "apps"', 'hostname    = "apps.servers"'],
    ['dhcp.tf', 'an invalid hardware address', '52:54:00:40:30:07', '52:54:00:40:30'],
    ['dhcp.tf', 'a reservation in no subnet', 'net_things.id', 'net_thing.id'],
    ['versions.tf', 'a key in a file', 'provider "opnsense" {}', 'provider "opnsense" {\n  api_key = "x"\n}'],
    ['PLAN.md', 'an interface that the rules have', '`opt2`', '`opt7`'],
    ['PLAN.md', 'another number of rules', /\d+ rules pass/, '3 rules pass'],
    ['PLAN.md', 'a VLAN without a row', '| 20 | `vlan0.20` |', '| 21 | `vlan0.21` |'],
  ] as const)('%s: %s', async (name, _, from, to) => {
    const path = `infra/opnsense/${name}`;
    const content = files.find((file) => file.path === path)?.content ?? '';
    const mutated = typeof from === 'string' ? content.replaceAll(from, to) : content.replace(from, to);
    expect(mutated).not.toBe(content);
    await write(path, mutated);
    try {
      expect(await check(path)).toMatchObject([{ ok: false }]);
    } finally {
      await write(path, content);
    }
  });
});

describe('HCL', () => {
  it('is read as what it says', () => {
    expect(readHcl('# x\na "b" {\n  c = ["d\\n", 1, true, e.f]\n  g = { h = "$${i}" }\n  j {}\n}\n')).toEqual([
      {
        type: 'a',
        labels: ['b'],
        attributes: { c: ['d\n', 1, true, new HclReading('e.f')], g: { h: '${i}' } },
        blocks: [{ type: 'j', labels: [], attributes: {}, blocks: [] }],
      },
    ]);
  });

  it.each([
    'a {',
    'a { b = }',
    'a { b = c() }',
    'a { b = "${c}" }',
    'a { b = 1 + 1 }',
    'a { b = 1\n b = 2 }',
    'a = 1',
    'a { b = [for c in d : c] }',
  ])('is refused where it is more than data: %s', (text) => expect(() => readHcl(text)).toThrow(SyntaxError));
});

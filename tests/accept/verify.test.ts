/** Each acceptance takes what is generated and refuses what is broken: a proof that cannot fail would prove nothing. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { judges } from '../../registry/judges.ts';
import { systems } from '../../registry/systems.gen.ts';
import { repository } from '../../tools/places.ts';
import { type VerifyRow, verifyFiles } from '../../tools/verify/verify-files.ts';
import { LABS } from '../labs/labs.ts';

const strict = process.env['CI'] === 'true';
let root: string;
let files: readonly WantedFile[];
let rows: readonly VerifyRow[];

beforeAll(async () => {
  const rendered = await renderLab(join(repository, 'inventory'), systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  files = rendered.value.files;
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  // Inside the repository, so that a tool that runs as a container sees it too.
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const { path, content } of files) write(path, content);
  rows = await verifyFiles(root, files, systems, judges);
  for (const { tool, detail } of rows.filter(({ verdict }) => verdict === 'skipped').slice(0, 3))
    process.stderr.write(`SKIPPED ${tool}: ${detail}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('takes every file of the reference lab, with nothing skipped in CI', () => {
  expect(rows.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked' || (strict && verdict === 'skipped'))).toEqual([]);
});

it.each(LABS)('takes every file of the lab $name', async ({ inventoryDir }) => {
  const rendered = await renderLab(inventoryDir, systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const other = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  try {
    for (const { path, content } of rendered.value.files) write(path, content, other);
    const verdicts = await verifyFiles(other, rendered.value.files, systems, judges);
    expect(verdicts.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked')).toEqual([]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

/** One fault each that a person could make by hand. */
const MUTATIONS: readonly { tool: string; what: string; match: RegExp; from: string | RegExp; to: string }[] = [
  { tool: 'docker-compose', what: 'an unknown key', match: /\/compose\.yaml$/, from: 'restart:', to: 'restrat:' },
  { tool: 'docker-compose', what: 'an undeclared network', match: /\/compose\.yaml$/, from: /^networks:[\s\S]*/m, to: '' },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /\/up\.sh$/, from: 'set -eu', to: "set -eu '" },
  { tool: 'traefik', what: 'an unknown key of the static file', match: /traefik\.yaml$/, from: 'entryPoints:', to: 'entrypoint:' },
  { tool: 'traefik', what: 'a rule that does not parse', match: /dynamic\/service-/, from: 'Host(', to: 'Hst(' },
  {
    tool: 'traefik',
    what: 'a middleware of no known kind',
    match: /dynamic\/middlewares/,
    from: /^( {4}[a-z-]+:\n {6})\w+:/m,
    to: '$1nothing:',
  },
  { tool: 'nft-check', what: 'a keyword that is none', match: /router\/rackbook\.nft$/, from: 'counter accept', to: 'counter acept' },
  {
    tool: 'nft-check',
    what: 'a jump to a chain that is not there',
    match: /router\/rackbook\.nft$/,
    from: 'jump refused',
    to: 'jump refsed',
  },
  {
    tool: 'nft-check',
    what: 'rules that take others away',
    match: /srv-1\/rackbook\.nft$/,
    from: 'table inet',
    to: 'flush ruleset\ntable inet',
  },
  { tool: 'systemd-unit', what: 'a key that is none', match: /rackbook-firewall\.service$/, from: 'Before=', to: 'Befor=' },
  { tool: 'ifupdown2', what: 'an unknown option', match: /proxmox\/srv-2\/interfaces$/, from: 'bridge-vids', to: 'bridge-vidz' },
  {
    tool: 'ifupdown2',
    what: 'an address that is none',
    match: /proxmox\/srv-2\/interfaces$/,
    from: '10.10.40.12/24',
    to: '10.10.400.12/24',
  },
  {
    tool: 'ifupdown2',
    what: 'a VLAN that the bridge does not carry',
    match: /proxmox\/srv-2\/interfaces$/,
    from: 'bridge-vids 10',
    to: 'bridge-vids 11',
  },
  { tool: 'pve-firewall', what: 'an unknown security group', match: /firewall\/132\.fw$/, from: 'GROUP admin', to: 'GROUP admn' },
  { tool: 'pve-firewall', what: 'an unknown option', match: /srv-2\.host\.fw$/, from: 'nosmurfs', to: 'nosmurf' },
  {
    tool: 'pve-firewall',
    what: 'a set that locks everybody out',
    match: /cluster\.fw$/,
    from: /(\[IPSET management\]\n\n)[^[]*/,
    to: '$1',
  },
  { tool: 'networkd', what: 'an unknown key', match: /srv-1\/20-vlan30\.network$/, from: 'FirewallMark=', to: 'FirewalMark=' },
  { tool: 'networkd', what: 'a tag that is none', match: /srv-1\/20-vlan30\.netdev$/, from: 'Id=30', to: 'Id=5000' },
  {
    tool: 'networkd',
    what: 'a router that cannot be reached',
    match: /srv-1\/20-vlan30\.network$/,
    from: 'Gateway=10.10.30.1\n',
    to: 'Gateway=10.10.99.1\n',
  },
  {
    tool: 'networkd',
    what: 'a setting that the kernel lacks',
    match: /networkd\/router\/90-.*\.conf$/,
    from: 'ip_forward',
    to: 'ip_forwrd',
  },
  { tool: 'dnsmasq', what: 'an unknown option', match: /dnsmasq\/rackbook\.conf$/, from: 'bind-dynamic', to: 'bind-dynamik' },
  { tool: 'dnsmasq', what: 'a range that is none', match: /dnsmasq\/rackbook\.conf$/, from: '10.10.50.100,', to: '10.10.500.100,' },
  {
    tool: 'shellcheck',
    what: 'a variable that is never set',
    match: /dumps\/sites\/dump\.sh$/,
    from: 'part=$target.part',
    to: 'prt=$target.part',
  },
  {
    tool: 'systemd-unit',
    what: 'a misspelt hardening',
    match: /rackbook-dump-guests\.service$/,
    from: 'ProtectSystem=',
    to: 'ProtectSytem=',
  },
  {
    tool: 'systemd-unit',
    what: 'a time that is none',
    match: /rackbook-dump-guests\.timer$/,
    from: /OnCalendar=.*/,
    to: 'OnCalendar=25:00',
  },
  {
    tool: 'vzdump-jobs',
    what: 'an option that is none',
    match: /vzdump\/srv-2\/apply\.settings$/,
    from: '--repeat-missed',
    to: '--repeat-mised',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a time that Proxmox does not take',
    match: /vzdump\/srv-2\/apply\.settings$/,
    from: '00/6:45',
    to: '00..18/6:45',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a password as an argument',
    match: /vzdump\/srv-2\/apply\.sh$/,
    from: '--disable 1',
    to: '--disable 1 --password x',
  },
  {
    tool: 'vzdump-jobs',
    what: 'a job of somebody else that is deleted',
    match: /vzdump\/srv-2\/apply\.sh$/,
    from: '${prefix}[a-z0-9-]*',
    to: '[a-z0-9-]*',
  },
  {
    tool: 'vzdump-jobs',
    what: 'data that the script does not make',
    match: /vzdump\/srv-2\/jobs\.json$/,
    from: /"vmid": "\d+,/,
    to: '"vmid": "',
  },
  {
    tool: 'pbs-datastores',
    what: 'a datastore that is never freed',
    match: /pbs\/srv-1\/apply\.sh$/,
    from: / --gc-schedule "\$4"/g,
    to: '',
  },
  {
    tool: 'pbs-datastores',
    what: 'a number that is none',
    match: /pbs\/srv-1\/apply\.settings$/,
    from: /--keep-daily \d+/,
    to: '--keep-daily all',
  },
  {
    tool: 'pbs-datastores',
    what: 'a second run that makes all anew',
    match: /pbs\/srv-1\/apply\.sh$/,
    from: '"$kind" update',
    to: '"$kind" create',
  },
  { tool: 'btrbk', what: 'an unknown option', match: /btrbk\/srv-1\/btrbk\.conf$/, from: 'snapshot_dir', to: 'snapshots_dir' },
  { tool: 'btrbk', what: 'a subvolume by a path that is none', match: /btrbk\.conf$/, from: 'volume "/', to: 'volume "' },
  {
    tool: 'systemd-unit',
    what: 'a misspelt capability set',
    match: /rackbook-snapshots\.service$/,
    from: 'CapabilityBoundingSet=',
    to: 'CapabilityBoundarySet=',
  },
  {
    tool: 'shellcheck',
    what: 'a variable of a backup that is never set',
    match: /restic\/srv-1\/backup-appdata\.sh$/,
    from: 'in $ready',
    to: 'in $redy',
  },
  {
    tool: 'systemd-unit',
    what: 'a misspelt limit of a backup',
    match: /rackbook-backup-appdata\.service$/,
    from: 'TimeoutStartSec=',
    to: 'TimeoutStrtSec=',
  },
  {
    tool: 'systemd-unit',
    what: 'a day that is none',
    match: /rackbook-backup-appdata\.timer$/,
    from: /OnCalendar=.*/,
    to: 'OnCalendar=Someday 02:30:00',
  },
  {
    tool: 'restic-lists',
    what: 'a repository without a file of its password',
    match: /restic\/srv-1\/restic-usb\.env$/,
    from: /RESTIC_PASSWORD_FILE=.*\n/,
    to: '',
  },
  { tool: 'restic-lists', what: 'a pattern that is none', match: /restic\/srv-1\/appdata\.excludes$/, from: /$/, to: '/srv/[\n' },
  { tool: 'restic-lists', what: 'a path that depends on where it starts', match: /restic\/srv-1\/appdata\.files$/, from: /^\//, to: '' },
  { tool: 'mermaid', what: 'an open bracket', match: /lab\/lab\.md$/, from: /^flowchart.*$/m, to: 'flowchart LR\n  broken[[' },
];

describe.each(MUTATIONS)('$tool', ({ tool, what, match, from, to }) => {
  it(`refuses ${what}`, async (context) => {
    if (rows.some((row) => row.tool.startsWith(tool) && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
    const file = files.find(
      ({ path, content }) => match.test(path) && (typeof from === 'string' ? content.includes(from) : from.test(content)),
    );
    if (!file) throw new Error(`No file matches ${match} with ${from}`);
    const mutated = file.content.replace(from, to);
    expect(mutated).not.toBe(file.content);
    write(file.path, mutated);
    try {
      const alone = tool === 'traefik' ? files.filter(({ generator }) => generator === 'traefik') : [file];
      const verdicts = await verifyFiles(root, alone, systems, judges);
      expect(verdicts.filter(({ path }) => path === file.path).map(({ verdict }) => verdict)).toContain('refused');
    } finally {
      write(file.path, file.content);
    }
    expect(readFileSync(join(root, file.path), 'utf8')).toBe(file.content);
  });
});

it('refuses a label that routes to a middleware that is not there', async (context) => {
  if (rows.some((row) => row.tool.startsWith('traefik') && row.verdict === 'skipped') && !strict) context.skip('the tool is missing');
  const file = files.find(({ path, content }) => path.endsWith('/compose.yaml') && /routers\.\w+\.middlewares: /.test(content));
  if (!file) throw new Error('No Compose file has a middleware label');
  write(file.path, file.content.replace(/(routers\.\w+\.middlewares: ).*/, '$1nowhere@file'));
  try {
    const verdicts = await verifyFiles(
      root,
      files.filter(({ generator }) => generator === 'traefik'),
      systems,
      judges,
    );
    expect(verdicts.find(({ path }) => path === 'infra/traefik/traefik.yaml')?.verdict).toBe('refused');
  } finally {
    write(file.path, file.content);
  }
});

function write(path: string, content: string, below = root): void {
  mkdirSync(dirname(join(below, path)), { recursive: true });
  writeFileSync(join(below, path), content);
}

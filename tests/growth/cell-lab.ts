import type { SourceFile } from '../../core/parse/source-file.ts';
import { type Cell, type CellName, type Data, sectionsOf } from './cell.ts';

export interface CellLab {
  readonly cells: number;
  /** `many`: each cell runs on its own machines. `one`: all run on those of the first, and each waits for the one before. */
  readonly machines: 'many' | 'one';
}

/**
 * A lab of cells that differ only in names and addresses, with a little of everything that an inventory can say. Four times the
 * cells are four times of each thing, and nothing else: what is then done more than four times as often does not grow with the lab alone.
 */
export function cellLab(lab: CellLab): readonly SourceFile[] {
  const cells = Array.from(
    { length: lab.cells },
    (_, index): Cell => ({ ...nameOf(index), home: nameOf(lab.machines === 'one' ? 0 : index) }),
  );
  const parts = cells.map(sectionsOf);
  const sections = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  return [
    file('frame', frame(cells, lab)),
    ...sections.map((section) => file(section, { [section]: Object.assign({}, ...parts.map((part) => part[section])) })),
  ];
}

/** Names are of one length, so that cells are sorted by number: sorting what is sorted takes no longer than reading it. */
function nameOf(index: number): CellName {
  return { index, name: String(index).padStart(3, '0') };
}

/** JSON is YAML. */
function file(name: string, data: Data): SourceFile {
  return { path: `inventory/${name}.yaml`, text: `${JSON.stringify(data, null, 1)}\n` };
}

/** What there is once, however many cells there are; the networks too, since what passes between two is listed for each pair. */
function frame(cells: readonly Cell[], { machines }: CellLab): Data {
  const router = machines === 'one' ? { system: 'opnsense', resolver: 'unbound' } : { system: 'linux', resolver: 'dnsmasq' };
  const devices = cells.map(({ name, index }) => [
    `device-${name}`,
    { title: `Device ${name}`, ip: `10.40.${index}.9`, mac: macOf(index) },
  ]);
  return {
    lab: {
      title: 'Cells',
      domain: 'lab.example.net',
      'source-url': 'https://git.example.net/lab/',
      ingress: { service: 'ingress', system: 'traefik' },
      tunnel: { service: 'tunnel', system: 'cloudflared' },
      router: { ...router, wan: 'wan0', trunk: 'lan0' },
      bans: { engine: { service: 'bans', system: 'crowdsec' }, edge: { service: 'edge', system: 'crowdsec' }, allowlist: ['apps'] },
      prometheus: { service: 'metrics', url: 'http://10.20.0.10:9090' },
      recovery: { git: { url: 'https://git.example.net/lab.git', kept: 'on a stick' } },
    },
    networks: {
      mgmt: network('management', 10),
      apps: network('apps', 20),
      dmz: network('dmz', 30),
      iot: { ...network('iot', 40), devices: Object.fromEntries(devices) },
    },
    systems: {
      traefik: { 'acme-email': 'hostmaster@example.net', 'dns-provider': 'cloudflare' },
      cloudflared: { tunnel: '6ff42ae2-765d-4adf-8112-31c55c1551ef', team: 'example-cells' },
      cloudflare: { account: '023e105f4ecef8ad9ca31a8372d0c353', zone: '9a7806061c88ada191ed06f989cc3dac' },
      ...(machines === 'one' ? { opnsense: { interfaces: { mgmt: 'lan', apps: 'opt1', dmz: 'opt2', iot: 'opt3' } } } : {}),
    },
  };
}

function network(role: string, number: number): Data {
  return {
    title: `Network of ${role}`,
    role,
    vlan: number,
    cidr: `10.${number}.0.0/16`,
    cidr6: `fd00:${number}::/32`,
    gateway: `10.${number}.0.1`,
    gateway6: `fd00:${number}::1`,
    internet: { because: 'Updates come from there', tcp: [443] },
  };
}

function macOf(index: number): string {
  return `52:54:00:40:${index.toString(16).padStart(2, '0')}:09`;
}

import { describe, expect, it } from 'vitest';
import type { View } from '../../../diagrams/view.ts';
import { bigLab } from './cases/big-lab.ts';
import { loadCase } from './cases/load-case.ts';
import { labView } from './lab-view.ts';

const { model } = loadCase('reference-lab');
const view = labView(model);

/** Every text that a reader sees. */
function texts({ groups, nodes }: View): string[] {
  return [
    ...groups.flatMap((group) => [group.label, ...(group.tags ?? []).map((tag) => tag.label)]),
    ...nodes.flatMap((node) => [node.label, ...(node.items ?? []).map((item) => item.label)]),
  ];
}

function joined(from: string, to: string, { nodes, groups, edges }: View = view): { kind: string; planned: boolean } | undefined {
  const id = (text: string) =>
    nodes.find((node) => node.label === text || node.items?.some((item) => item.label === text))?.id ??
    groups.find((group) => group.label === text)?.id;
  const edge = edges.find((candidate) => candidate.from === id(from) && candidate.to === id(to));
  return edge && { kind: edge.kind, planned: Boolean(edge.planned) };
}

describe('labView', () => {
  it('shows every host, service, network, repository and medium of the reference lab by name', () => {
    const shown = texts(view);
    for (const thing of [...model.hosts, ...model.services, ...model.networks, ...model.repositories, ...model.targets])
      expect(shown).toContain(thing.title);
    expect(shown).toEqual(
      expect.arrayContaining(['Docker Engine', 'Proxmox VE', 'Backup and recovery', 'Local snapshots', 'Internet', 'Home']),
    );
  });

  it('stays within what can be read', () => {
    expect(view.nodes.length).toBeLessThanOrEqual(28);
  });

  it('draws the way of requests: through the tunnel to the ingress, from there to every group', () => {
    expect(joined('Internet', 'Cloudflared')).toEqual({ kind: 'request', planned: false });
    expect(joined('Cloudflared', 'Traefik')).toEqual({ kind: 'request', planned: false });
    for (const name of ['BentoPDF', 'Grafana', 'Dozzle', 'Semaphore', 'Jellyfin', 'WordPress blog', 'Vaultwarden'])
      expect([name, joined('Traefik', name)]).toEqual([name, { kind: 'request', planned: false }]);
    expect(joined('Traefik', 'CrowdSec')).toBeUndefined();
    expect(joined('CrowdSec', 'Traefik')).toEqual({ kind: 'need', planned: false });
  });

  it('draws where backups go, with the media around the repositories', () => {
    expect(joined('Restic', 'Restic repository')).toEqual({ kind: 'backup', planned: false });
    expect(joined('Proxmox Backup Server', 'PBS datastore')).toEqual({ kind: 'backup', planned: false });
    expect(joined('SRV-2', 'Proxmox Backup Server')).toEqual({ kind: 'backup', planned: false });
    expect(joined('Restic', 'Restic in the cloud')).toEqual({ kind: 'backup', planned: true });
    const parent = (label: string) =>
      view.groups.find((group) => group.id === view.nodes.find((node) => node.label === label)?.group)?.label;
    expect([parent('PBS datastore'), parent('Restic repository'), parent('Restic in the cloud')]).toEqual([
      'USB SSD',
      'USB SSD',
      'Cloud (S3 or B2)',
    ]);
  });

  it('puts each host into its networks', () => {
    const tags = (label: string) => view.groups.find((group) => group.label === label)?.tags?.map((tag) => tag.label);
    expect(tags('SRV-1')).toEqual(['Apps', 'DMZ', 'Management', 'Storage']);
    expect(tags('SRV-2')).toEqual(['Management', 'Storage']);
  });

  it('marks what is planned', () => {
    const items = view.nodes.flatMap((node) => node.items ?? []);
    expect(items.filter((item) => item.planned).map((item) => item.label)).toEqual(['K3s cluster', 'IoT', 'Guests']);
    expect(view.groups.filter((group) => group.planned).map((group) => group.label)).toEqual(['Cloud (S3 or B2)']);
  });

  it('has safe, unique ids and edges between things that exist', () => {
    const ids = [...view.groups, ...view.nodes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9_]+$/);
    for (const { from, to } of view.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });

  it('keeps ids apart when headings differ only in signs', () => {
    const lab = loadCase(`
lab: { title: L, domain: l.example.net }
networks: { n: { title: N, role: apps, cidr: 10.0.0.0/24 } }
hosts: { h: { title: H, role: r, addresses: { n: 10.0.0.2 } } }
services:
  a: { title: A, runs-on: h, group: 'x y', health: { none: x } }
  b: { title: B, runs-on: h, group: 'x-y', health: { none: x } }
  c: { title: C, runs-on: h, group: 'X_Y', health: { none: x } }
  d: { title: D, runs-on: h, group: '日本', health: { none: x } }
  e: { title: E, runs-on: h, group: '"]]>', health: { none: x } }
  f: { title: F, runs-on: h, group: x, health: { none: x } }
`);
    const nodes = labView(lab.model).nodes.filter(({ id }) => id !== 'networks');
    expect(nodes).toHaveLength(6);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(6);
    for (const { id } of nodes) expect(id).toMatch(/^[a-z0-9_]+$/);
  });

  it('is a box for a lab with nothing but one host', () => {
    const lab = loadCase('one-host');
    expect(labView(lab.model)).toMatchObject({ nodes: [{ label: 'Pi', detail: 'Everything', subject: 'host:pi' }], edges: [] });
  });

  it.each([
    [1, 40],
    [1, 200],
    [9, 120],
    [30, 300],
  ])('drops nothing of %i hosts with %i services: what is not named is counted', (hosts, services) => {
    const lab = loadCase(bigLab(hosts, services));
    const big = labView(lab.model);
    expect(big.nodes.length).toBeLessThanOrEqual(28);
    const writer = 1;
    expect(countShown(big)).toBe(servicesOnDrawn(big, services, hosts) + writer);
    const rest = big.nodes.find((node) => node.id === 'more_hosts');
    expect(rest?.label).toBe(hosts > 12 ? `${hosts - 11} more hosts` : undefined);
  });
});

/** Services that tiles name or count. */
function countShown({ nodes }: View): number {
  const items = nodes.filter((node) => node.id !== 'networks').flatMap((node) => node.items ?? []);
  return items.reduce(
    (sum, { label, detail }) => sum + Number(/^(\d+) more$/.exec(label)?.[1] ?? /^(\d+) services?$/.exec(detail ?? '')?.[1] ?? 1),
    0,
  );
}

/** Services on the hosts that are drawn; those of the others are behind "more hosts". */
function servicesOnDrawn({ nodes }: View, services: number, hosts: number): number {
  if (!nodes.some((node) => node.id === 'more_hosts')) return services;
  return services - (hosts - 11) * (services / hosts);
}

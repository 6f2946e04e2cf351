import { describe, expect, it } from 'vitest';
import type { View } from '../../../diagrams/view.ts';
import { loadCase } from './cases/load-case.ts';
import { guestView } from './guest-view.ts';
import { hostView } from './host-view.ts';
import { networkView } from './network-view.ts';
import { networksView } from './networks-view.ts';
import { serviceView } from './service-view.ts';

const { model } = loadCase('reference-lab');

function find<T extends { id: string }>(list: readonly T[], id: string): T {
  return list.find((thing) => thing.id === id)!;
}

/** Edges as `from > to kind`, by labels. */
function edges({ nodes, groups, edges: all }: View): string[] {
  const name = (id: string) => nodes.find((node) => node.id === id)?.label ?? groups.find((group) => group.id === id)?.label;
  return all.map((edge) => `${name(edge.from)} > ${name(edge.to)} ${edge.kind}${edge.planned ? ' planned' : ''}`).sort();
}

function row(view: View, label: string): string[] | undefined {
  return view.nodes.find((node) => node.label === label)?.items?.map((item) => item.label);
}

describe('serviceView', () => {
  it('draws the way of a request for each audience, needs, data and backup', () => {
    const view = serviceView(model, find(model.services, 'grafana'));
    expect(edges(view)).toEqual([
      'Browser at home > Traefik request',
      'Cloudflared > Traefik request',
      'Grafana > Loki need',
      'Grafana > Prometheus need',
      'Grafana > data data',
      'Internet > Cloudflared request',
      'Traefik > Grafana request',
      'data > Restic repository backup',
    ]);
    expect(view.nodes.filter((node) => node.focus).map((node) => node.label)).toEqual(['Grafana']);
  });

  it('says which data has no backup', () => {
    const view = serviceView(model, find(model.services, 'jellyfin'));
    expect(view.nodes.find((node) => node.label === '/srv/media')?.detail).toMatch(/^no backup/);
    expect(edges(view)).not.toContainEqual(expect.stringMatching(/^\/srv\/media >/));
  });

  it('draws who needs it, and does not draw the ingress twice when it is needed too', () => {
    expect(edges(serviceView(model, find(model.services, 'prowlarr')))).toEqual(
      expect.arrayContaining(['Radarr > Prowlarr need', 'Sonarr > Prowlarr need']),
    );
    const tunnel = serviceView(model, find(model.services, 'cloudflared'));
    expect(tunnel.nodes.filter((node) => node.label === 'Traefik')).toHaveLength(1);
  });

  it('draws a planned service with nothing that looks real', () => {
    const view = serviceView(model, find(model.services, 'k3s'));
    expect(view.nodes.filter((node) => !node.planned)).toEqual([]);
    expect(view.edges.filter((edge) => !edge.planned)).toEqual([]);
  });

  it('puts many neighbours into one box', () => {
    const many = Array.from(
      { length: 9 },
      (_, number) => `  s${number}: { title: Client ${number}, runs-on: h, needs: [db], health: { none: x } }`,
    ).join('\n');
    const lab = loadCase(
      `lab: { title: L, domain: l.example.net }\nnetworks: { n: { title: N, role: apps, cidr: 10.0.0.0/24 } }\nhosts: { h: { title: H, role: r, addresses: { n: 10.0.0.2 } } }\nservices:\n  db: { title: Database, runs-on: h, health: { none: x } }\n${many}\n`,
    );
    const view = serviceView(lab.model, find(lab.model.services, 'db'));
    expect(edges(view)).toEqual(['Needed by > Database need']);
    expect(row(view, 'Needed by')).toHaveLength(9);
  });
});

describe('hostView', () => {
  it('lists guests with the services in them, and the ingress of another host', () => {
    const view = hostView(model, find(model.hosts, 'srv-2'));
    expect(row(view, 'arr')).toEqual(['Prowlarr', 'Radarr', 'Sonarr']);
    expect(view.nodes.find((node) => node.label === 'arr')).toMatchObject({ detail: 'VM 132', subject: 'guest:arr' });
    expect(edges(view)).toContain('Traefik > jellyfin request');
    expect(edges(view)).toContain('SRV-2 > PBS datastore backup');
  });

  it('groups the services of a Docker host', () => {
    const view = hostView(model, find(model.hosts, 'srv-1'));
    expect(row(view, 'Monitoring')).toEqual(['Blackbox', 'cAdvisor', 'Grafana', 'Prometheus']);
    expect(row(view, 'Networks')).toEqual(['Apps · VLAN 20', 'DMZ · VLAN 40', 'Management · VLAN 10', 'Storage · VLAN 30']);
    expect(edges(view)).toContain('Internet > Cloudflared request');
  });
});

describe('guestView', () => {
  it('stands in its host, with its services, the way in and its backup', () => {
    const view = guestView(model, find(model.guests, 'arr'));
    expect(view.groups.find((group) => group.label === 'arr')).toMatchObject({ parent: 'host_srv_2', detail: 'VM 132 · 10.10.20.32' });
    expect(row(view, 'Media')).toEqual(['Prowlarr', 'Radarr', 'Sonarr']);
    expect(edges(view)).toEqual(['Traefik > Media request', 'arr > PBS datastore backup']);
  });
});

describe('networksView', () => {
  const LAB = `
lab: { title: L, domain: l.example.net, router: { title: Gate, system: linux, wan: wan0, trunk: trunk0 } }
networks:
  a: { title: Alpha, role: apps, vlan: 10, cidr: 10.0.10.0/24, gateway: 10.0.10.1, internet: { because: updates, tcp: [443] } }
  b: { title: Beta, role: iot, vlan: 20, cidr: 10.0.20.0/24, gateway: 10.0.20.1, devices: { tv: { title: TV, ip: 10.0.20.5 } } }
  c: { title: Closed, role: storage, vlan: 30, cidr: 10.0.30.0/24 }
hosts: { h: { title: H, role: r, addresses: { a: 10.0.10.2, c: 10.0.30.2 } } }
allow:
  there: { from: { network: a }, to: { network: b, device: tv }, tcp: [80], because: x }
  back: { from: { network: b, device: tv }, to: { network: a }, udp: [5000-5001], because: x }
  in: { from: internet, to: router, udp: [51820], because: x }
`;

  it('puts what the router has a foot in into its frame, by VLAN, with who is in it', () => {
    const view = networksView(model);
    expect(view.nodes.map((node) => node.label)).toEqual(['Management', 'Apps', 'Storage', 'DMZ', 'IoT', 'Guests', 'Internet']);
    expect(view.nodes.find((node) => node.label === 'Storage')?.items).toEqual([
      { label: '10.10.30.0/24' },
      { label: 'SRV-1', subject: 'host:srv-1', page: '/hosts/srv-1/', hasState: true },
      { label: 'SRV-2', subject: 'host:srv-2', page: '/hosts/srv-2/', hasState: true },
    ]);
    const frames = (of: View) => of.nodes.map((node) => [node.label, of.groups.find(({ id }) => id === node.group)?.label]);
    const lab = loadCase(LAB);
    expect(frames(networksView(lab.model))).toEqual([
      ['Alpha', 'Gate'],
      ['Beta', 'Devices and visitors'],
      ['Closed', undefined],
      ['Internet', undefined],
    ]);
  });

  it('draws what passes between two zones, there and back, with its ports, and nothing else', () => {
    const lab = loadCase(LAB);
    const view = networksView(lab.model);
    const name = (id: string) => view.nodes.find((node) => node.id === id)?.label ?? view.groups.find((group) => group.id === id)?.label;
    expect(view.edges.map(({ from, to, label }) => `${name(from)} > ${name(to)}: ${label}`)).toEqual([
      'Alpha > Beta: tcp 80',
      'Alpha > Internet: tcp 443',
      'Beta > Alpha: TV only: udp 5000-5001',
      'Internet > Gate: udp 51820',
    ]);
    expect(view.description).toContain('TV only: udp 5000-5001');
  });

  it('counts what a picture cannot hold', () => {
    const ids = Array.from({ length: 16 }, (_, number) => `n${number}`);
    const networks = ids.map(
      (id, number) => `  ${id}: { title: N, role: management, vlan: ${number + 1}, cidr: 10.0.${number}.0/24, gateway: 10.0.${number}.1 }`,
    );
    const rules = ids
      .slice(1)
      .flatMap((id) => [
        `  to-${id}: { from: { network: n0 }, to: { network: ${id} }, tcp: [80], because: x }`,
        `  from-${id}: { from: { network: ${id} }, to: { network: n0 }, tcp: [80], because: x }`,
      ]);
    const text = `lab: { title: L, domain: l.example.net, router: { title: Gate, system: linux, trunk: t0 } }\nnetworks:\n${networks.join('\n')}\nallow:\n${rules.join('\n')}\n`;
    const lab = loadCase(text);
    const view = networksView(lab.model);
    expect(view.nodes.length).toBeLessThanOrEqual(25);
    expect(view.nodes.map(({ label }) => label).filter((label) => label !== 'N')).toEqual(['3 more networks', '10 more ways']);
    expect(view.edges).toHaveLength(20);
  });
});

describe('networkView', () => {
  it('shows members, services, the gateway and the way in', () => {
    const view = networkView(model, find(model.networks, 'apps'));
    expect(row(view, 'Guests')).toEqual(['arr', 'jellyfin', 'stirling', 'vault', 'web']);
    expect(row(view, 'Logging')).toEqual(['Alloy', 'Dozzle', 'Loki']);
    expect(edges(view)).toEqual(expect.arrayContaining(['Router > Apps relation', 'Traefik > Media request']));
  });

  it('shows devices, which are no machines of the lab', () => {
    const lab = loadCase(
      'lab: { title: L, domain: l.example.net }\nnetworks: { n: { title: N, role: iot, cidr: 10.0.0.0/24, devices: { tv: { title: TV, ip: 10.0.0.5 } } } }\n',
    );
    expect(row(networkView(lab.model, find(lab.model.networks, 'n')), 'Devices')).toEqual(['TV']);
  });

  it('shows that nothing is in it', () => {
    expect(networkView(model, find(model.networks, 'iot')).nodes.map((node) => node.label)).toContain('Planned, nothing in it yet');
  });
});

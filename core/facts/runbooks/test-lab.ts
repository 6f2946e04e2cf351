import { stringify } from 'yaml';
import { deepMerge } from '../../../formats/deep-merge.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { loadSources } from '../../load.ts';
import type { LoadedLab } from '../../loaded-lab.ts';
import type { Runbook } from './runbook.ts';

const BASE = {
  lab: {
    title: 'Test',
    domain: 'lab.example.net',
    ingress: 'proxy',
    tunnel: 'tunnel',
    recovery: { vault: 'vault', git: { url: 'https://git.example.net/lab.git', kept: 'on a stick' } },
  },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.3.20.0/24' } },
  hosts: {
    one: { title: 'One', role: 'Docker host', os: 'Debian 13', addresses: { apps: '10.3.20.11' }, docker: {} },
    two: { title: 'Two', role: 'Hypervisor', addresses: { apps: '10.3.20.12' }, proxmox: { node: 'two' } },
  },
  guests: {
    box: { title: 'Box', type: 'vm', vmid: 101, host: 'two', addresses: { apps: '10.3.20.21' }, docker: {}, backup: 'images' },
    tin: {
      title: 'Tin',
      type: 'lxc',
      vmid: 102,
      host: 'two',
      addresses: { apps: '10.3.20.22' },
      backup: 'none',
      because: 'It is made again',
    },
  },
  targets: { disk: { title: 'Disk', medium: 'disk', host: 'one', path: '/mnt/disk', device: '/dev/disk/by-label/disk' } },
  repositories: {
    local: { title: 'Local', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/disk/restic' },
    server: { title: 'Server', type: 'pbs', target: 'disk', service: 'pbs', location: 'store' },
  },
  policies: {
    daily: { title: 'Daily', to: ['local'], schedule: 'daily', keep: { daily: 7 }, rpo: '24h', rto: '2h' },
    images: { title: 'Images', to: ['server'], schedule: 'daily', dumps: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
  },
  services: {
    copies: {
      title: 'Copies',
      'runs-on': 'one',
      data: [{ path: '/etc', backup: 'daily' }],
      secrets: { 'repository-password': { what: 'password', kept: 'on paper' } },
    },
    pbs: {
      title: 'PBS',
      'runs-on': 'one',
      ports: [{ port: 8007, what: 'web' }],
      data: [
        { path: '/etc/proxmox-backup', backup: 'daily' },
        { path: '/mnt/disk/pbs', backup: 'none', because: 'It is the copy' },
      ],
    },
    proxy: {
      title: 'Proxy',
      'runs-on': 'one',
      data: [{ path: '/srv/proxy', backup: 'daily' }],
      compose: { services: { proxy: { image: 'traefik:v3.6.4', ports: ['10.3.20.11:443:443'], volumes: ['/srv/proxy:/acme'] } } },
    },
    tunnel: {
      title: 'Tunnel',
      'runs-on': 'one',
      secrets: { 'tunnel-credentials': { what: 'credentials' } },
      compose: { services: { tunnel: { image: 'cloudflared:1', healthcheck: { test: ['CMD', 'ready', 'it is'] } } } },
    },
    vault: { title: 'Vault', 'runs-on': 'one', compose: { services: { vault: { image: 'vault:1' } } } },
    site: {
      title: 'Site',
      'runs-on': 'one',
      data: [
        { path: '/srv/site/html', backup: 'daily' },
        { path: '/srv/site/db', backup: 'daily' },
      ],
      compose: {
        services: {
          site: { image: 'site:1', volumes: ['/srv/site/html:/html'] },
          db: { image: 'mariadb:11', volumes: ['/srv/site/db:/var/lib/mysql'] },
        },
      },
    },
    blog: {
      title: 'Blog',
      'runs-on': 'box',
      data: [{ path: '/srv/blog/db', backup: 'images' }],
      compose: {
        services: { blog: { image: 'blog:1' }, db: { image: 'postgres:17', volumes: ['/srv/blog/db:/var/lib/postgresql/data'] } },
      },
    },
  },
};

/** A small lab with one of everything that runbooks are about; `more` is laid over it. Throws with the mistakes in it. */
export function runbookLab(more: object = {}): LoadedLab {
  const text = stringify(deepMerge(BASE, more as Record<string, unknown>));
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.value;
}

export interface Command {
  /** Where it stands: `rebuild-one/clone`. */
  readonly at: string;
  readonly text: string;
}

/** Every command of runbooks, those that undo too. */
export function commandsOf(runbooks: readonly Runbook[]): readonly Command[] {
  return runbooks.flatMap(({ id, steps }) =>
    steps.flatMap((step) => [
      ...(step.run === undefined ? [] : [{ at: `${id}/${step.id}`, text: step.run }]),
      ...(step.undo?.run === undefined ? [] : [{ at: `${id}/${step.id}/undo`, text: step.undo.run }]),
    ]),
  );
}

type Data = Readonly<Record<string, unknown>>;

/** Docker hosts carry 50 services of each 60; the other 10 run on 5 guests. */
const SERVICES_PER_HOST = 60;
const SERVICES_PER_GUEST = 12;
const GUESTS_PER_HYPERVISOR = 20;

export type LabNetwork = 'apps' | 'dmz' | 'iot' | 'mgmt';

/** Second byte of each network's /16, which is its VLAN too. */
const NUMBER: Readonly<Record<LabNetwork, number>> = { mgmt: 10, apps: 20, dmz: 30, iot: 40 };

/** Where the service of this number runs. One of six is on a guest without a Docker Engine. */
export function machineOf(index: number): { readonly id: string; readonly kind: 'host' | 'guest'; readonly number: number } {
  if (index % 6 !== 5) {
    const number = Math.floor(index / SERVICES_PER_HOST);
    return { id: `docker-${number + 1}`, kind: 'host', number };
  }
  const number = Math.floor(index / SERVICES_PER_GUEST);
  return { id: `guest-${number + 1}`, kind: 'guest', number };
}

/** Address of a machine in a network; hosts, hypervisors and guests have a block each. */
export function addressOf(kind: 'host' | 'hypervisor' | 'guest', number: number, network: LabNetwork): string {
  const block = { host: 1, hypervisor: 20, guest: 40 }[kind];
  return `10.${NUMBER[network]}.${block + Math.floor(number / 200)}.${10 + (number % 200)}`;
}

export const NETWORKS_FILE: Data = {
  networks: Object.fromEntries(
    Object.entries(NUMBER).map(([id, number]) => [
      id,
      {
        title: `Network ${id}`,
        role: id === 'mgmt' ? 'management' : id,
        vlan: number,
        cidr: `10.${number}.0.0/16`,
        gateway: `10.${number}.0.1`,
        internet: { because: 'Updates come from there', tcp: [80, 443] },
        dhcp: { from: `10.${number}.200.1`, to: `10.${number}.250.254` },
      },
    ]),
  ),
};

/** `ids` are those of the services, ingress, tunnel and Prometheus first. */
export function labFile([ingress, tunnel, prometheus]: readonly string[]): Data {
  return {
    lab: {
      title: 'Synthetic lab',
      summary: 'Made by a seeded generator to measure how the time grows with the lab.',
      domain: 'lab.example.net',
      timezone: 'Europe/Berlin',
      'source-url': 'https://git.example.net/lab/src/branch/main/',
      router: { wan: 'wan0', trunk: 'lan0' },
      ingress,
      tunnel,
      prometheus: { service: prometheus, url: `http://${addressOf('host', 0, 'apps')}:9090` },
    },
    middlewares: {
      auth: { title: 'Login', traefik: { forwardAuth: { address: 'http://auth:9000/verify', trustForwardHeader: false } } },
      'rate-limit': { title: 'Rate limit', traefik: { rateLimit: { average: 100, burst: 200 } } },
      headers: { title: 'Security headers', traefik: { headers: { stsSeconds: 31_536_000, frameDeny: true, contentTypeNosniff: true } } },
    },
    targets: {
      nas: { title: 'NAS', medium: 'nas', path: '/mnt/backup' },
      cloud: { title: 'Object storage', medium: 'object-storage', offsite: true },
    },
    repositories: {
      local: { title: 'restic on the NAS', type: 'restic', target: 'nas', service: 'restic', location: '/mnt/backup/restic' },
      remote: { title: 'restic off site', type: 'restic', target: 'cloud', service: 'restic', location: 's3:https://s3.example.net/lab' },
      images: { title: 'PBS on the NAS', type: 'pbs', target: 'nas', service: 'pbs', location: 'nas' },
    },
    services: {
      restic: {
        title: 'restic',
        'runs-on': 'docker-1',
        secrets: { 'repository-password': { what: 'opens the repositories', kept: 'on paper' } },
      },
      pbs: { title: 'Proxmox Backup Server', 'runs-on': 'docker-1', network: 'mgmt', ports: [{ port: 8007, what: 'backup protocol' }] },
    },
    policies: {
      nightly: {
        title: 'Every night',
        to: ['local', 'remote'],
        schedule: '*-*-* 02:30',
        keep: { daily: 7, weekly: 4 },
        rpo: '24h',
        rto: '4h',
      },
      guests: { title: 'Every guest', to: ['images'], schedule: 'Sat *-*-* 04:00', keep: { weekly: 4 }, rpo: '7d', rto: '24h' },
      weekly: { title: 'Every week', to: ['local'], schedule: 'Sun *-*-* 04:00', keep: { weekly: 4 }, rpo: '7d', rto: '24h' },
    },
  };
}

/** As many Docker hosts, hypervisors and guests as the services need, in two files. */
export function machineFiles(services: number): readonly { readonly path: string; readonly data: Data }[] {
  const hosts = Math.ceil(services / SERVICES_PER_HOST);
  const guests = Math.ceil(services / SERVICES_PER_GUEST);
  const hypervisors = Math.ceil(guests / GUESTS_PER_HYPERVISOR);
  return [
    { path: 'hosts.yaml', data: { hosts: Object.fromEntries([...each(hosts, dockerHost), ...each(hypervisors, hypervisor)]) } },
    { path: 'guests.yaml', data: { guests: Object.fromEntries(each(guests, guest)) } },
  ];
}

function each(count: number, make: (number: number) => readonly [string, Data]): (readonly [string, Data])[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

function dockerHost(number: number): readonly [string, Data] {
  const addresses = Object.fromEntries(Object.keys(NUMBER).map((id) => [id, addressOf('host', number, id as LabNetwork)]));
  const hardware = { CPU: '8 cores', Memory: '64 GiB', Disk: '2 TB NVMe' };
  return [
    `docker-${number + 1}`,
    { title: `Docker host ${number + 1}`, role: 'Docker host', os: 'Debian 13', addresses, docker: {}, hardware, health: { tcp: 22 } },
  ];
}

function hypervisor(number: number): readonly [string, Data] {
  const node = `pve-${number + 1}`;
  const addresses = { mgmt: addressOf('hypervisor', number, 'mgmt') };
  return [node, { title: `Hypervisor ${number + 1}`, role: 'Virtualization host', addresses, proxmox: { node }, health: { tcp: 8006 } }];
}

function guest(number: number): readonly [string, Data] {
  const addresses = { mgmt: addressOf('guest', number, 'mgmt'), apps: addressOf('guest', number, 'apps') };
  return [
    `guest-${number + 1}`,
    {
      title: `Guest ${number + 1}`,
      type: number % 3 === 0 ? 'vm' : 'lxc',
      vmid: 100 + number,
      host: `pve-${Math.floor(number / GUESTS_PER_HYPERVISOR) + 1}`,
      addresses,
      cores: 2,
      memory: 2048,
      disk: 16,
      ...(number % 4 === 0 ? { backup: 'none', because: 'it is rebuilt from its playbook' } : { backup: 'guests' }),
    },
  ];
}

import type { Cluster, GuestType, StandingGuest } from './cluster.ts';
import type { Operation, Raw } from './description.ts';
import { demand, may, passes } from './permissions.ts';
import { Refusal } from './refusal.ts';
import { asKept, demandReading, destroy, resize, setOptions } from './set-options.ts';

export interface Asked {
  readonly cluster: Cluster;
  readonly operation: Operation;
  readonly sent: ReadonlyMap<string, readonly string[]>;
}

type Answer = (asked: Asked) => unknown;

/** What a container without an address of its own gets. */
const LEASED = '192.168.250.9/24';
const GUEST = /^\/nodes\/\{node\}\/(qemu|lxc)/;

/** What the API answers, by method and path, as far as the provider asks. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  'GET /version': () => ({ version: '9.2.2', release: '9.2', repoid: '0000000000000000' }),
  'GET /nodes': ({ cluster }) => cluster.nodes.map((node) => ({ node, status: 'online', type: 'node', id: `node/${node}` })),
  'GET /nodes/{node}/status': () => ({ cpuinfo: { cpus: 8 }, memory: { total: 2 ** 36 }, pveversion: 'pve-manager/9.2.2' }),
  'GET /cluster/resources': ({ cluster }) =>
    [...cluster.guests.values()].filter((guest) => isSeen(cluster, guest)).map((guest) => resource(cluster, guest)),
  'GET /cluster/nextid': ({ cluster }) => String(Math.max(99, ...[...cluster.guests.keys()].map(Number)) + 1),
  'GET /nodes/{node}/qemu': (asked) => listed(asked, 'qemu'),
  'GET /nodes/{node}/lxc': (asked) => listed(asked, 'lxc'),
  'POST /nodes/{node}/qemu': (asked) => create(asked, 'qemu'),
  'POST /nodes/{node}/lxc': (asked) => create(asked, 'lxc'),
  'GET /nodes/{node}/tasks/{upid}/status': ({ operation }) => ({ status: 'stopped', exitstatus: 'OK', upid: operation.path['upid'] }),
  'GET /nodes/{node}/tasks/{upid}/log': () => [],
  'GET /pools': ({ cluster, sent }) => {
    const pools = [...cluster.pools].map(([poolid, pool]) => ({ poolid, comment: pool.comment, members: members(cluster, pool.members) }));
    const id = one(sent, 'poolid');
    if (id === '') return pools;
    demand(cluster, `/pool/${id}`, ['Pool.Audit']);
    const found = pools.filter(({ poolid }) => poolid === id);
    if (found.length === 0) throw new Refusal(500, `pool '${id}' does not exist`);
    return found;
  },
  'GET /pools/{poolid}': ({ cluster, operation }) => {
    const pool = poolOf(cluster, operation.path['poolid'] ?? '');
    return { comment: pool.comment, members: members(cluster, pool.members) };
  },
  'GET /nodes/{node}/query-url-metadata': ({ sent }) => ({
    filename: one(sent, 'url').split('/').at(-1),
    mimetype: 'application/octet-stream',
    size: 400_000_000,
  }),
  'GET /nodes/{node}/storage/{storage}/status': ({ operation }) => ({
    type: operation.path['storage'] === 'local' ? 'dir' : 'lvmthin',
    content: operation.path['storage'] === 'local' ? 'iso,vztmpl,import,backup' : 'images,rootdir',
    active: 1,
    enabled: 1,
    shared: 0,
    total: 2 ** 40,
    avail: 2 ** 39,
    used: 2 ** 39,
  }),
  'GET /nodes/{node}/storage/{storage}/content': ({ cluster, operation, sent }) =>
    [...cluster.volumes].flatMap(([key, { size }]) => {
      const [node = '', volid = ''] = key.split(' ');
      const [storage, rest = ''] = volid.split(':');
      const content = rest.split('/')[0];
      if (node !== operation.path['node'] || storage !== operation.path['storage']) return [];
      return sent.has('content') && one(sent, 'content') !== content ? [] : [{ volid, size, content, format: volid.split('.').at(-1) }];
    }),
  'GET /nodes/{node}/storage/{storage}/content/{volume}': ({ operation }) => {
    const volume = operation.path['volume'] ?? '';
    return { format: volume.endsWith('.qcow2') ? 'qcow2' : 'raw', path: `/dev/${volume.replace(':', '/')}`, size: 2 ** 30, used: 2 ** 30 };
  },
  'POST /nodes/{node}/storage/{storage}/download-url': ({ cluster, operation, sent }) => {
    if (one(sent, 'checksum') === '') throw new Refusal(500, 'a download without a hash');
    const { node = '', storage = '' } = operation.path;
    cluster.volumes.set(`${node} ${storage}:${one(sent, 'content')}/${one(sent, 'filename')}`, { size: 400_000_000 });
    return upid(node, 'download');
  },
};

/** The same for a guest of either type: `GET config` is `GET /nodes/{node}/qemu/{vmid}/config`. */
const OF_GUEST: Readonly<Record<string, (guest: StandingGuest, asked: Asked) => unknown>> = {
  'GET config': (guest, { operation }) => shown(guest, operation),
  'GET status/current': ({ vmid, status, config }) => ({
    vmid: Number(vmid),
    status,
    name: config.get('name') ?? config.get('hostname'),
    tags: config.get('tags'),
    qmpstatus: status,
  }),
  'GET interfaces': ({ config }) =>
    [...config].flatMap(([name, value]) => {
      const said = /^net\d+$/.test(name) ? /(?:^|,)ip=([^,]+)/.exec(value)?.[1] : undefined;
      const [ip, prefix] = (said === 'dhcp' ? LEASED : said)?.split('/') ?? [];
      const addresses = [{ 'ip-address': ip, prefix: Number(prefix), 'ip-address-type': 'inet' }];
      const own = { name: `eth${name.slice(3)}`, 'hardware-address': /hwaddr=([^,]+)/.exec(value)?.[1], 'ip-addresses': addresses };
      return ip === undefined ? [] : [own];
    }),
  'PUT config': (guest, asked) => change(guest, asked),
  'POST config': (guest, asked) => {
    change(guest, asked);
    return upid(guest.node, 'qmconfig');
  },
  'PUT resize': (guest, { sent }) => {
    resize(guest, one(sent, 'disk'), one(sent, 'size'));
    return upid(guest.node, 'resize');
  },
  'POST clone': (guest, asked) => clone(guest, asked),
  'POST status/start': (guest) => turn(guest, 'running'),
  'POST status/shutdown': (guest) => turn(guest, 'stopped'),
  'POST status/stop': (guest) => turn(guest, 'stopped'),
  'POST status/reboot': (guest) => turn(guest, 'running'),
  'DELETE ': (guest, { cluster }) => {
    destroy(cluster, guest);
    return upid(guest.node, 'destroy');
  },
};

/** The answer to a request that the description allows. Throws {@link Refusal} for what Proxmox VE would refuse all the same. */
export function answer(asked: Asked): unknown {
  const { method, template, path, check } = asked.operation;
  const value = (name: string) => path[name.replaceAll('-', '_')] ?? asked.sent.get(name)?.[0];
  if (check && !passes(asked.cluster, check, value))
    throw new Refusal(403, `Permission check failed: ${method} ${template} wants ${JSON.stringify(check)}`);
  const plain = ANSWERS[`${method} ${template}`];
  if (plain) return plain(asked);
  const type = GUEST.exec(template)?.[1];
  const rest = template.replace(/^\/nodes\/\{node\}\/(qemu|lxc)\/\{vmid\}\/?/, '');
  const ofGuest = type !== undefined && OF_GUEST[`${method} ${rest}`];
  if (!ofGuest) throw new Refusal(501, `${method} ${template} is nothing that the stand-in plays`);
  return ofGuest(guestOf(asked.cluster, type as GuestType, path), asked);
}

export function one(sent: ReadonlyMap<string, readonly string[]>, name: string): string {
  return sent.get(name)?.[0] ?? '';
}

function guestOf({ guests }: Cluster, type: GuestType, { node, vmid = '' }: Readonly<Record<string, string>>): StandingGuest {
  const guest = guests.get(vmid);
  if (guest?.type === type && guest.node === node) return guest;
  const folder = type === 'lxc' ? 'lxc' : 'qemu-server';
  throw new Refusal(500, `Configuration file 'nodes/${node}/${folder}/${vmid}.conf' does not exist`);
}

function create({ cluster, operation, sent }: Asked, type: GuestType): string {
  const { node = '' } = operation.path;
  const vmid = one(sent, 'vmid');
  if (!cluster.nodes.includes(node)) throw new Refusal(500, `no such cluster node '${node}'`);
  if (cluster.guests.has(vmid)) throw new Refusal(500, `unable to create ${vmid} - it already exists`);
  if (sent.has('ostemplate')) demandReading(cluster, one(sent, 'ostemplate'));
  const guest: StandingGuest = { type, node, vmid, config: new Map(), status: 'stopped' };
  const options = new Map([...sent].map(([name, [value = '']]) => [name, value]));
  for (const name of [
    'vmid',
    'node',
    'pool',
    'start',
    'ostemplate',
    'password',
    'ssh-public-keys',
    'storage',
    'unique',
    'force',
    'bwlimit',
  ])
    options.delete(name);
  setOptions(cluster, guest, options, rawOf(operation), one(sent, 'pool'));
  addToPool(cluster, one(sent, 'pool'), vmid);
  cluster.guests.set(vmid, guest);
  if (one(sent, 'start') === '1') guest.status = 'running';
  return upid(node, type === 'lxc' ? 'vzcreate' : 'qmcreate');
}

function clone(from: StandingGuest, { cluster, sent }: Asked): string {
  const vmid = one(sent, 'newid');
  const node = one(sent, 'target') || from.node;
  if (cluster.guests.has(vmid)) throw new Refusal(500, `unable to create ${vmid} - it already exists`);
  const storage = one(sent, 'storage');
  const moved = (value: string) => (storage === '' ? value : value.replace(/^[\w-]+(?=:(vm|subvol)-)/, storage));
  const config = new Map([...from.config].map(([name, value]) => [name, moved(value.replaceAll(`-${from.vmid}-`, `-${vmid}-`))]));
  for (const name of ['template', 'protection']) config.delete(name);
  for (const name of ['name', 'hostname', 'description'])
    if (sent.has(name)) config.set(name, name === 'description' ? asKept(from, one(sent, name)) : one(sent, name));
  cluster.guests.set(vmid, { type: from.type, node, vmid, config, status: 'stopped' });
  addToPool(cluster, one(sent, 'pool'), vmid);
  return upid(from.node, 'clone');
}

function change(guest: StandingGuest, { cluster, operation, sent }: Asked): void {
  setOptions(cluster, guest, new Map([...sent].map(([name, values]) => [name, values.join(',')])), rawOf(operation));
}

function rawOf({ parameters }: Operation): (name: string) => Raw | undefined {
  return (name) => parameters[name] ?? parameters[name.replace(/\d+$/, '[n]')];
}

/** Numbers are numbers, as Proxmox VE shows a configuration. */
function shown({ config }: StandingGuest, _operation: Operation): Record<string, unknown> {
  const numbers =
    /^(cores|sockets|onboot|protection|numa|memory|swap|balloon|unprivileged|template|acpi|tablet|kvm|cpulimit|cpuunits|tty|console|debug)$/;
  const values = [...config].map(([name, value]) => [name, numbers.test(name) && /^\d+$/.test(value) ? Number(value) : value]);
  return { ...Object.fromEntries(values), digest: '0'.repeat(40) };
}

function turn(guest: StandingGuest, status: StandingGuest['status']): string {
  guest.status = status;
  return upid(guest.node, status);
}

function listed({ cluster, operation }: Asked, type: GuestType): unknown[] {
  return [...cluster.guests.values()]
    .filter((guest) => guest.type === type && guest.node === operation.path['node'] && isSeen(cluster, guest))
    .map(({ vmid, status, config }) => ({
      vmid: Number(vmid),
      status,
      name: config.get('name') ?? config.get('hostname'),
      tags: config.get('tags'),
      template: Number(config.get('template') ?? 0),
    }));
}

const isSeen = (cluster: Cluster, { vmid }: StandingGuest): boolean => may(cluster, `/vms/${vmid}`, ['VM.Audit']);

function resource({ pools }: Cluster, { type, node, vmid, status, config }: StandingGuest) {
  const pool = [...pools].find(([, { members: of }]) => of.has(vmid))?.[0];
  return {
    id: `${type}/${vmid}`,
    type,
    node,
    vmid: Number(vmid),
    status,
    name: config.get('name') ?? config.get('hostname'),
    template: Number(config.get('template') ?? 0),
    ...(pool === undefined ? {} : { pool }),
  };
}

function members(cluster: Cluster, ids: ReadonlySet<string>): unknown[] {
  return [...ids].flatMap((id) => {
    const guest = cluster.guests.get(id);
    return guest ? [resource(cluster, guest)] : [];
  });
}

function poolOf({ pools }: Cluster, id: string) {
  const pool = pools.get(id);
  if (!pool) throw new Refusal(500, `pool '${id}' does not exist`);
  return pool;
}

function addToPool(cluster: Cluster, pool: string, vmid: string): void {
  const members = pool === '' ? undefined : poolOf(cluster, pool).members;
  demand(cluster, pool === '' ? `/vms/${vmid}` : `/pool/${pool}`, ['VM.Allocate']);
  members?.add(vmid);
}

const upid = (node: string, what: string): string => `UPID:${node}:00001000:00002000:65000000:${what}:100:terraform@pve!provider:`;

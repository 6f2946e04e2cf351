import { returnAddresses, returnTable } from '../../../core/facts/network/return-path.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import { emitIfupdown, type Stanza } from '../format/ifupdown.ts';

/** The bridge that Proxmox VE's installer makes, and that guests are joined to unless something else is said. */
const BRIDGE = 'vmbr0';

type Option = readonly [key: string, value: string];

/** `/etc/network/interfaces` of a host; undefined where the inventory does not say which interface carries its networks. */
export function interfacesFile(host: Host, guests: readonly Guest[]): string | undefined {
  const { uplink, id } = host;
  if (uplink === undefined) return undefined;
  const addresses = real(host.addresses);
  const answering = returnAddresses(host);
  const untagged = addresses.filter(({ network }) => network.vlan === undefined);
  const tagged = addresses.filter(({ network }) => network.vlan !== undefined).toSorted((a, b) => vlan(a) - vlan(b));
  const of = (address: Address, name: string, options: readonly Option[] = []) =>
    stanzas(name, address, { outward: address === host.outward, answers: answering.includes(address), options });
  const bridge = bridgeOptions(uplink, vlansOf([...addresses, ...guests.flatMap((guest) => real(guest.addresses))]));
  const [first, ...others] = untagged;
  return emitIfupdown(
    [`Network of ${id}, for ifupdown2. Generated from the inventory; edit that, then npm run gen.`],
    [
      { name: 'lo', family: 'inet', method: 'loopback', options: [] },
      { name: uplink, family: 'inet', method: 'manual', options: [] },
      ...(first ? of(first, BRIDGE, bridge) : [{ name: BRIDGE, family: 'inet', method: 'manual', options: bridge } as const]),
      ...others.flatMap((address) => of(address, BRIDGE)),
      ...tagged.flatMap((address) => of(address, `${BRIDGE}.${vlan(address)}`)),
    ],
  );
}

function real(addresses: readonly Address[]): readonly Address[] {
  return addresses.filter(({ network }) => !network.planned);
}

function vlan({ network }: Address): number {
  return network.vlan ?? 0;
}

/** The tags that something behind the bridge uses; any other is dropped at the uplink. */
function vlansOf(addresses: readonly Address[]): readonly number[] {
  return [...new Set(addresses.map(vlan))].filter((tag) => tag > 0).sort((a, b) => a - b);
}

function bridgeOptions(uplink: string, vlans: readonly number[]): readonly Option[] {
  return [
    ['bridge-ports', uplink],
    ['bridge-stp', 'off'],
    ['bridge-fd', '0'],
    ['bridge-vlan-aware', 'yes'],
    ...(vlans.length === 0 ? [] : [['bridge-vids', vlans.join(' ')] as const]),
  ];
}

interface Part {
  /** Whether the default route leads through it. */
  readonly outward: boolean;
  /** Whether answers have to leave through it, which came in by it. */
  readonly answers: boolean;
  readonly options: readonly Option[];
}

function stanzas(name: string, { network, ip, ip6 }: Address, { outward, answers, options }: Part): Stanza[] {
  const { cidr, gateway, cidr6, gateway6 } = network;
  const out = (router: string | undefined): Option[] => (outward && router !== undefined ? [['gateway', router]] : []);
  const back = (command: 'ip' | 'ip -6', from: string, prefix: string, router: string | undefined): Option[] =>
    answers && router !== undefined ? returnSteps({ command, name, from, cidr: prefix, router, table: returnTable(network) }) : [];
  const four: Stanza = {
    name,
    family: 'inet',
    method: 'static',
    options: [['address', withBits(ip, cidr)], ...out(gateway), ...options, ...back('ip', ip, cidr, gateway)],
  };
  if (ip6 === undefined || cidr6 === undefined) return [four];
  return [
    four,
    {
      name,
      family: 'inet6',
      method: 'static',
      options: [['address', withBits(ip6, cidr6)], ...out(gateway6), ...back('ip -6', ip6, cidr6, gateway6)],
    },
  ];
}

function withBits(ip: string, cidr: string): string {
  return `${ip}/${cidr.split('/')[1]}`;
}

interface ReturnWay {
  readonly command: 'ip' | 'ip -6';
  readonly name: string;
  readonly from: string;
  readonly cidr: string;
  readonly router: string;
  readonly table: number;
}

/** `ifreload` runs them again on an interface that is up already, so each leaves the same behind however often it runs. */
function returnSteps({ command, name, from, cidr, router, table }: ReturnWay): Option[] {
  const rule = `from ${from} table ${table} priority ${table}`;
  return [
    ['post-up', `${command} route replace ${cidr} dev ${name} table ${table}`],
    ['post-up', `${command} route replace default via ${router} dev ${name} table ${table}`],
    ['post-up', `${command} rule del ${rule} 2>/dev/null || true`],
    ['post-up', `${command} rule add ${rule}`],
    ['pre-down', `${command} rule del ${rule} 2>/dev/null || true`],
    ['pre-down', `${command} route flush table ${table} 2>/dev/null || true`],
  ];
}

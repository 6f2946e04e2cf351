/** By what a machine is known in a network. */
export interface MachineNames {
  readonly id: string;
  readonly addresses: readonly { readonly ip: string; readonly ip6?: string }[];
}

const LOOPBACK = /^(?:localhost|(?:::ffff:)?127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1?|ip6-localhost)$/;

/** Whether a host of an address is the machine itself: by its name, alone or before a domain, an address of it, or the one that every machine has. */
export function isItself(host: string, { id, addresses }: MachineNames): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (LOOPBACK.test(name) || name === id || name.startsWith(`${id}.`)) return true;
  return addresses.some(({ ip, ip6 }) => ip === name || `::ffff:${ip}` === name || ip6?.toLowerCase() === name);
}

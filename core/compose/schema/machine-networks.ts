import { externalNetworks } from '../project-networks.ts';
import { namesSecret } from '../secret-variable.ts';

type Path = readonly (string | number)[];

/**
 * Networks of a document that are that of the machine itself, by the name or the driver that engines have for it. Containers in one are as
 * with `network_mode: host`, and that is the one way to say it here: doors, ports and firewall are read off that key.
 */
export function* machineNetworks(networks: Readonly<Record<string, unknown>>): Iterable<{ path: Path; message: string }> {
  const external = new Map(externalNetworks({ services: {}, networks }).map(({ key, name }) => [key, name]));
  for (const [key, network] of Object.entries(networks)) {
    const { name, driver } = (network ?? {}) as Readonly<Record<string, unknown>>;
    const called = String(external.get(key) ?? name ?? '');
    const message = problem(called, String(driver ?? ''));
    if (message !== undefined) yield { path: ['networks', key], message };
  }
}

function problem(name: string, driver: string): string | undefined {
  if (name === 'host' || driver === 'host')
    return 'it is the network of the machine itself; take it away, and write network_mode: host at each container that is to be in it';
  if (name === 'none' || driver === 'null' || driver === 'none')
    return 'it is the network that is none; take it away, and write network_mode: none at each container that is to have none';
  if (namesSecret(`${name} ${driver}`)) return 'its name is a secret, so nobody knows before it runs which network it is; write what it is';
  return undefined;
}

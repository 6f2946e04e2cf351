import ipaddr from 'ipaddr.js';
import type { CollectorIo, Model } from '../contract.ts';

/**
 * Why nothing in the lab may be asked from here, or undefined when it may. A probe from elsewhere meets other machines with
 * the same private addresses, or none, and either would be wrong about the lab.
 */
export function vantageProblem(model: Model, io: Pick<CollectorIo, 'demo' | 'localAddresses'>): string | undefined {
  if (io.demo || io.localAddresses.some((address) => insideLab(model, address))) return undefined;
  const other = model.lab.monitoring ? '' : ', or name what monitors it';
  return `This machine has no address in any network of the lab, so nothing was asked. Run it inside the lab${other}.`;
}

/** Whether an address lies in any network of the lab; false for what is no address. */
export function insideLab(model: Model, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const own = ipaddr.process(address);
  return model.networks.some(({ cidr, cidr6 }) => [cidr, cidr6].some((range) => range !== undefined && contains(range, own)));
}

function contains(range: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!ipaddr.isValidCIDR(range)) return false;
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === address.kind() && address.match(network, bits);
}

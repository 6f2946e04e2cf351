import type { Model } from '../../../core/contract.ts';
import { returnAddresses } from '../../../core/facts/network/return-path.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import type { Setting } from '../../../formats/settings.ts';
import { asksRouter } from '../facts/names.ts';
import { addressSettings, carrierFiles, type LinkFile, type LinkPart } from './link-files.ts';
import { containerPaths, returnPath } from './return-path.ts';

/** A machine has an address in each of its networks, one way out of them, and answers through the network that it was asked in. */
export function hostFiles(host: Host, uplink: string, model: Model): LinkFile[] {
  const addresses = host.addresses.filter(({ network }) => !network.planned);
  const returning = returnAddresses(host);
  const parts = addresses.map((address): LinkPart => {
    const { network, ip, ip6 } = address;
    const out = host.outward === address ? outward(address, asksRouter(host, model)) : [];
    return {
      network,
      settings: [...addressSettings(network, ip, ip6), ...out],
      sections: returning.includes(address) ? returnPath(host, address) : [],
    };
  });
  return carrierFiles('uplink', uplink, parts, returning.length > 0 ? containerPaths(host, model) : []);
}

function outward({ network: { gateway, gateway6 }, ip6 }: Address, asksRouter: boolean): Setting[] {
  const gateways = [gateway, ip6 === undefined ? undefined : gateway6].filter((each) => each !== undefined);
  return [...gateways.map((each): Setting => ['Gateway', each]), ...(asksRouter ? gateways.map((each): Setting => ['DNS', each]) : [])];
}

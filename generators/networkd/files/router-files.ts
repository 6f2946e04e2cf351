import type { Router } from '../../../core/model/lab/router.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { emitSettings, type Setting } from '../../../formats/settings.ts';
import { addressSettings, carrierFiles, type LinkFile, type LinkPart, linkFile } from './link-files.ts';

/** The router has the gateway address of every network that it stands in, and forwards between them. */
export function routerFiles(router: Router, networks: readonly Network[]): LinkFile[] {
  const parts = networks.flatMap((network): LinkPart[] =>
    network.gateway === undefined ? [] : [{ network, settings: addressSettings(network, network.gateway, network.gateway6), sections: [] }],
  );
  return [
    ...(router.wan === undefined ? [] : [wanFile(router, router.wan, networks)]),
    ...carrierFiles('trunk', router.trunk, parts, []),
    forwarding(networks),
  ];
}

/** Its names come from the servers that the inventory says, where it says any, and not from whoever gives the address. */
function wanFile({ upstream }: Router, wan: string, networks: readonly Network[]): LinkFile {
  const own = upstream.map((ip): Setting => ['DNS', ip]);
  const others = own.length === 0 ? [] : ['[DHCPv4]', '[DHCPv6]', '[IPv6AcceptRA]'];
  return linkFile('10-wan', wan, {
    // The lab works without the internet.
    link: [['RequiredForOnline', 'no']],
    settings: [['DHCP', 'ipv4'], ['IPv6AcceptRA', 'yes'], ...own],
    sections: others.map((head) => ({ head, settings: [['UseDNS', 'no']] })),
    note: 'To the internet.',
    networks,
  });
}

/**
 * For /etc/sysctl.d. networkd has `IPForward=` up to systemd 255 and `IPv4Forwarding=`, `IPv6Forwarding=` from 256 on, and each warns of the
 * other's; the kernel's own words are the same everywhere.
 */
function forwarding(networks: readonly Network[]): LinkFile {
  const settings: Setting[] = [
    ['net.ipv4.ip_forward', 1],
    ['net.ipv6.conf.all.forwarding', 1],
  ];
  const header = ['Lets packets pass from one interface to another; the firewall says which.', 'Goes into /etc/sysctl.d.'];
  return { name: '90-rackbook-router.conf', content: emitSettings(header, [{ settings }], { separator: ' = ' }), networks };
}

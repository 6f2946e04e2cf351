import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'ifupdown2', what: 'an unknown option', match: /proxmox\/srv-2\/interfaces$/, from: 'bridge-vids', to: 'bridge-vidz' },
  {
    tool: 'ifupdown2',
    what: 'an invalid address',
    match: /proxmox\/srv-2\/interfaces$/,
    from: '10.10.40.12/24',
    to: '10.10.400.12/24',
  },
  {
    tool: 'ifupdown2',
    what: 'a VLAN that the bridge does not carry',
    match: /proxmox\/srv-2\/interfaces$/,
    from: 'bridge-vids 10',
    to: 'bridge-vids 11',
  },
  { tool: 'pve-firewall', what: 'an unknown security group', match: /firewall\/132\.fw$/, from: 'GROUP admin', to: 'GROUP admn' },
  { tool: 'pve-firewall', what: 'an unknown option', match: /srv-2\.host\.fw$/, from: 'nosmurfs', to: 'nosmurf' },
  {
    tool: 'pve-firewall',
    what: 'a set that locks every client out',
    match: /cluster\.fw$/,
    from: /(\[IPSET management\]\n\n)[^[]*/,
    to: '$1',
  },
] as const satisfies readonly Mutation[];

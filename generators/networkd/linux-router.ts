import type { RouterRole } from '../../core/roles/router.ts';
import { vlanInterface } from './facts/vlan-interface.ts';

const SSH = 22;

/** A Linux machine with systemd, whose every file is written here or by the systems that play its firewall and its resolver. */
export const linuxRouter = {
  kind: 'linux',
  title: 'Linux',
  byDefault: true,
  isMachine: true,
  adminPorts: [SSH],
  // The trunk itself is in the network without a tag.
  interfaceIn: ({ trunk }, { vlan }) => (vlan === undefined ? trunk : vlanInterface(vlan)),
} as const satisfies RouterRole;

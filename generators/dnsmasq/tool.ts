import type { Tool } from '../../tools/tool.ts';

export const dnsmasq = {
  id: 'dnsmasq',
  title: 'dnsmasq',
  wanted: '2.90',
  // 2.86 rewrote how a name is matched with `local=`, `server=` and `address=`.
  oldest: '2.86',
  source: { from: 'debian', folder: 'dnsmasq', suite: 'own', packages: ['dnsmasq-base'], withMissing: true },
  program: 'usr/sbin/dnsmasq',
  onPath: [['dnsmasq']],
  probe: ['--version'],
  // No image: it has to serve the interfaces of a namespace.
} as const satisfies Tool;

export default [dnsmasq] as const;

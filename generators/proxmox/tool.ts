import type { Tool } from '../../tools/tool.ts';

export const ifupdown2 = {
  id: 'ifupdown2',
  title: 'ifupdown2',
  wanted: '3.0',
  oldest: '3.0',
  source: {
    from: 'debian',
    folder: 'ifupdown2',
    suite: 'own',
    packages: ['ifupdown2'],
    withMissing: true,
    // The package's own programs want to be installed; the project's starts the same code where it lies.
    links: { 'usr/bin/ifup-check': '../../../../../../generators/proxmox/check/ifup-check' },
  },
  program: 'usr/bin/ifup-check',
  // Never from the PATH: an installed ifupdown2 reads and locks the machine's own state.
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

export default [ifupdown2] as const;

import type { DebianSource, Tool } from '../../tools/tool.ts';

// The checker and the daemon come in one package.
const unboundPackages: DebianSource = { from: 'debian', folder: 'unbound', suite: 'own', packages: ['unbound'], withMissing: true };

export const unboundCheckconf = {
  id: 'unbound-checkconf',
  title: 'unbound-checkconf',
  wanted: '1.17',
  oldest: '1.13',
  source: unboundPackages,
  program: 'usr/sbin/unbound-checkconf',
  onPath: [['unbound-checkconf']],
  // It tells its version only with its help, which ends with 1.
  probe: ['-h'],
  probeExit: 1,
} as const satisfies Tool;

export const unbound = {
  id: 'unbound',
  title: 'Unbound',
  wanted: '1.17',
  oldest: '1.13',
  source: unboundPackages,
  program: 'usr/sbin/unbound',
  onPath: [['unbound']],
  probe: ['-V'],
} as const satisfies Tool;

export default [unboundCheckconf, unbound] as const;

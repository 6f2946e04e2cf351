import type { DebianSource, Tool } from '../../tools/tool.ts';

const btrbkPackages: DebianSource = {
  from: 'debian',
  folder: 'btrbk',
  suite: 'own',
  packages: ['btrbk', 'btrfs-progs'],
  withMissing: true,
};

export const btrbk = {
  id: 'btrbk',
  title: 'btrbk',
  wanted: '0.32',
  oldest: '0.32',
  source: btrbkPackages,
  program: 'usr/bin/btrbk',
  onPath: [['btrbk']],
  probe: ['--version'],
} as const satisfies Tool;

export const btrfs = {
  id: 'btrfs',
  title: 'btrfs',
  wanted: '6.2',
  oldest: '5.10',
  source: btrbkPackages,
  program: 'bin/btrfs',
  onPath: [['btrfs']],
  probe: ['--version'],
} as const satisfies Tool;

export const mkfsBtrfs = {
  id: 'mkfs.btrfs',
  title: 'mkfs.btrfs',
  wanted: '6.2',
  oldest: '5.10',
  source: btrbkPackages,
  program: 'sbin/mkfs.btrfs',
  onPath: [['mkfs.btrfs']],
  probe: ['--version'],
} as const satisfies Tool;

export default [btrbk, btrfs, mkfsBtrfs] as const;

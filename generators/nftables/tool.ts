import type { Tool } from '../../tools/tool.ts';

export const nft = {
  id: 'nft',
  title: 'nftables',
  wanted: '1.0',
  // Older ones do not know ranges in sets of several fields as they are written here.
  oldest: '1.0',
  source: { from: 'debian', folder: 'nftables', suite: 'own', packages: ['nftables'], withMissing: true },
  program: 'usr/sbin/nft',
  onPath: [['nft']],
  probe: ['--version'],
  // No image: it has to speak to the kernel that the namespaces of a proof are in.
} as const satisfies Tool;

export default [nft] as const;

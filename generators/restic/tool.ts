import type { Tool } from '../../tools/tool.ts';

export const restic = {
  id: 'restic',
  title: 'restic',
  wanted: '0.18',
  // 0.17 is the first whose exit codes tell a missing repository, a lock and a wrong password apart.
  oldest: '0.17',
  source: { from: 'debian', folder: 'restic', suite: 'trixie', packages: ['restic'] },
  program: 'usr/bin/restic',
  onPath: [['restic']],
  probe: ['version'],
  // No image: it has to reach the repository and the files of a proof.
} as const satisfies Tool;

export default [restic] as const;

import type { Tool } from '../../tools/tool.ts';

export const git = {
  id: 'git',
  title: 'Git',
  wanted: '2.39',
  oldest: '2.20',
  source: { from: 'system', package: 'git' },
  program: '',
  onPath: [['git']],
  probe: ['--version'],
} as const satisfies Tool;

export default [git] as const;

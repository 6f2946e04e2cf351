import type { Tool } from '../../tools/tool.ts';

export const sanoid = {
  id: 'sanoid',
  title: 'sanoid',
  wanted: '2.1',
  oldest: '2.1',
  source: {
    from: 'debian',
    folder: 'sanoid',
    suite: 'own',
    packages: ['sanoid', 'libconfig-inifiles-perl', 'libcapture-tiny-perl'],
    // As for ifupdown2.
    links: { 'usr/bin/sanoid-check': '../../../../../../generators/sanoid/check/sanoid-check' },
  },
  program: 'usr/bin/sanoid-check',
  // Never from the PATH: an installed sanoid has the machine's own pools at hand.
  onPath: [],
  probe: ['--version'],
} as const satisfies Tool;

export default [sanoid] as const;

import type { DebianSource, Tool } from '../../tools/tool.ts';

// The last version that Debian has. Newer ones know more acquisition sources and keys; what this one takes, they take.
const crowdsecPackages: DebianSource = { from: 'debian', folder: 'crowdsec', suite: 'own', packages: ['crowdsec'], withMissing: true };

export const crowdsec = {
  id: 'crowdsec',
  title: 'CrowdSec',
  wanted: '1.4',
  oldest: '1.4',
  source: crowdsecPackages,
  program: 'usr/bin/crowdsec',
  onPath: [['crowdsec']],
  probe: ['-version'],
  // No image: the check needs a configuration that the program may write beside, and an image sees the files read-only.
} as const satisfies Tool;

export const cscli = {
  id: 'cscli',
  title: 'cscli of CrowdSec',
  wanted: '1.4',
  oldest: '1.4',
  source: crowdsecPackages,
  program: 'usr/bin/cscli',
  onPath: [['cscli']],
  probe: ['version'],
} as const satisfies Tool;

export default [crowdsec, cscli] as const;

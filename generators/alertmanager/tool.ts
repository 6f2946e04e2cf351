import type { DebianSource, Tool } from '../../tools/tool.ts';

// Of the same suite as Prometheus; it holds amtool, too.
const alertmanagerPackages: DebianSource = {
  from: 'debian',
  folder: 'alertmanager',
  suite: 'forky',
  packages: ['prometheus-alertmanager'],
};
const IMAGE = 'docker.io/prom/alertmanager:v0.33.1';

export const alertmanager = {
  id: 'alertmanager',
  title: 'Alertmanager',
  wanted: '0.33',
  // `matchers` with UTF-8 labels and `url_file` of webhooks are older.
  oldest: '0.27',
  before: '1',
  source: alertmanagerPackages,
  program: 'usr/bin/prometheus-alertmanager',
  onPath: [['prometheus-alertmanager'], ['alertmanager']],
  probe: ['--version'],
} as const satisfies Tool;

export const amtool = {
  id: 'amtool',
  title: 'amtool',
  wanted: '0.33',
  oldest: '0.27',
  before: '1',
  source: alertmanagerPackages,
  program: 'usr/bin/amtool',
  onPath: [['amtool']],
  probe: ['--version'],
  image: { ref: IMAGE, entrypoint: '/bin/amtool', network: 'none' },
} as const satisfies Tool;

export default [alertmanager, amtool] as const;

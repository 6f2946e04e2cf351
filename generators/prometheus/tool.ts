import type { DebianSource, Tool } from '../../tools/tool.ts';

// trixie still has 2.53; forky, the next release, is the first with 3.
const prometheusPackages: DebianSource = { from: 'debian', folder: 'prometheus', suite: 'forky', packages: ['prometheus', 'promtool'] };

export const prometheus = {
  id: 'prometheus',
  title: 'Prometheus',
  wanted: '3.5',
  oldest: '3.5',
  before: '4',
  source: prometheusPackages,
  program: 'usr/bin/prometheus',
  onPath: [['prometheus']],
  probe: ['--version'],
  image: { ref: 'docker.io/prom/prometheus:v3.5.0', entrypoint: '/bin/prometheus', network: 'host' },
} as const satisfies Tool;

export const promtool = {
  id: 'promtool',
  title: 'promtool',
  wanted: '3.5',
  oldest: '3.5',
  before: '4',
  source: prometheusPackages,
  program: 'usr/bin/promtool',
  onPath: [['promtool']],
  probe: ['--version'],
  image: { ref: 'docker.io/prom/prometheus:v3.5.0', entrypoint: '/bin/promtool', network: 'none' },
} as const satisfies Tool;

export default [prometheus, promtool] as const;

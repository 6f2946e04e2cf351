import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { mountedFiles } from '../../core/deploy/mounted-files.ts';
import { configuredTunnel } from './facts/configured-tunnel.ts';

/** It reads its rules when it starts. */
export default function deploy(model: Model): readonly Deployment[] {
  const configured = configuredTunnel(model);
  if (!configured) return [];
  return [
    mountedFiles(model, {
      id: 'cloudflared',
      title: 'What the tunnel lets in',
      service: configured.link.tunnel,
      folders: ['infra/cloudflared'],
    }),
  ];
}

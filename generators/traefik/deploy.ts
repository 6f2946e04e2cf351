import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { mountedFiles } from '../../core/deploy/mounted-files.ts';
import { ingressOf } from '../../core/facts/players.ts';

/** It watches the folder of its dynamic configuration, and reads the static one when it starts. */
export default function deploy(model: Model): readonly Deployment[] {
  const playing = ingressOf(model);
  if (playing?.system !== 'traefik') return [];
  const { service } = playing;
  return [
    mountedFiles(model, {
      id: 'traefik-dynamic',
      title: 'Routers and middlewares of Traefik',
      service,
      folders: ['infra/traefik/dynamic'],
      isWatched: true,
    }),
    mountedFiles(model, {
      id: 'traefik-static',
      title: 'Entry points and providers of Traefik',
      service,
      files: ['infra/traefik/traefik.yaml'],
    }),
  ];
}

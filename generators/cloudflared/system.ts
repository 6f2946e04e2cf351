import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { configuredTunnel } from './facts/configured-tunnel.ts';
import { CREDENTIALS } from './facts/credentials.ts';
import { CLOUDFLARE } from './facts/edge.ts';
import { ingressRules } from './files/ingress-rules.ts';

const HEADER = ['Generated from the inventory; edit that, then npm run gen.', 'What is in no rule does not exist for the internet.'];

export default {
  id: 'cloudflared',
  title: 'Cloudflare Tunnel',
  plays: {
    tunnel: {
      images: ['cloudflared'],
      edge: CLOUDFLARE,
      name: ({ lab: { systems } }) => {
        const { tunnel } = systems.cloudflared;
        return tunnel === undefined ? undefined : `${tunnel}.cfargotunnel.com`;
      },
    },
  },
  *files(model: Model): Iterable<GeneratedFile> {
    const configured = configuredTunnel(model);
    if (!configured) return;
    const { link, tunnel, team } = configured;
    const routes = routesOf(model).filter(({ exposure }) => exposure.to.includes('tunnel'));
    const config = {
      tunnel,
      'credentials-file': `/run/secrets/${CREDENTIALS}`,
      // For the health check and Prometheus; nothing publishes the port.
      metrics: '0.0.0.0:2000',
      // A container is replaced by its image, not from inside.
      'no-autoupdate': true,
      ingress: ingressRules(routes, link.url, team),
    };
    yield {
      path: 'infra/cloudflared/config.yml',
      content: emitYaml(config, {
        header: HEADER,
        keyOrder: { '': Object.keys(config), 'ingress.*': ['hostname', 'service'], 'ingress.*.originRequest': ['originServerName'] },
      }),
      about: [...new Set([link.tunnel.subject, ...routes.map(({ service }) => service.subject)])],
    };
  },
  accept: [
    { tool: 'cloudflared', match: /^infra\/cloudflared\/config\.yml$/, argv: (path) => [path] },
    { tool: 'cloudflared-config', match: /^infra\/cloudflared\/config\.yml$/, argv: (path) => [path] },
  ],
} as const satisfies System;

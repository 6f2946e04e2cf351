import type { GeneratedFile, Generator } from '../../core/contract.ts';
import { emitYaml } from '../../core/emit/yaml.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Model } from '../../core/model.ts';
import { fileRoutes, middlewaresConfig, TLS_CONFIG } from './dynamic-config.ts';
import { type TraefikOptions, traefikOptions } from './options.ts';
import { staticConfig } from './static-config.ts';

const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'traefik',
  title: 'Traefik',
  options: traefikOptions,
  *generate(model: Model, facts: Facts): Iterable<GeneratedFile> {
    const { ingress, systems } = model.lab;
    if (!ingress) return;
    const about = [ingress.subject];
    const options = systems['traefik'] as TraefikOptions;
    const yaml = (path: string, data: unknown, subjects = about): GeneratedFile => ({
      path,
      content: emitYaml(data, { header: [FROM_INVENTORY] }),
      about: subjects,
    });
    yield yaml('infra/traefik/traefik.yaml', staticConfig(options));
    yield yaml('infra/traefik/dynamic/tls.yaml', TLS_CONFIG);
    const middlewares = model.middlewares.filter((middleware) => !middleware.planned);
    if (middlewares.length > 0)
      yield yaml('infra/traefik/dynamic/middlewares.yaml', middlewaresConfig(middlewares), [
        ...about,
        ...middlewares.map(({ subject }) => subject),
      ]);
    const files = Map.groupBy(
      facts.routes.filter((route) => route.via === 'file'),
      (route) => route.service,
    );
    for (const [service, routes] of files)
      yield yaml(`infra/traefik/dynamic/service-${service.id}.yaml`, fileRoutes(routes), [service.subject, ...about]);
  },
  accept: [
    { tool: 'traefik', match: /^infra\/traefik\/traefik\.yaml$/, argv: (path) => [path] },
    { tool: 'traefik', match: /^infra\/traefik\/dynamic\//, argv: (path) => [path] },
  ],
} satisfies Generator;

import { engineOf } from '../../core/compose/engine-of.ts';
import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { tunnelOf } from '../cloudflared/facts/tunnel-link.ts';
import { middlewaresOf } from './facts/routed-middlewares.ts';
import { bouncerConfig } from './files/bouncer.ts';
import { fileRoutes, middlewaresConfig, TLS_CONFIG } from './files/dynamic-config.ts';
import { staticConfig } from './files/static-config.ts';
import { templateText } from './files/template-text.ts';

const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'traefik',
  title: 'Traefik',
  *files(model: Model): Iterable<GeneratedFile> {
    const { ingress, systems } = model.lab;
    if (!ingress) return;
    const about = [ingress.subject];
    const options = systems.traefik;
    const bans = model.lab.bans?.engine.planned === false ? model.lab.bans : undefined;
    const yaml = (path: string, data: unknown, subjects = about): GeneratedFile & { readonly content: string } => ({
      path,
      content: emitYaml(data, { header: [FROM_INVENTORY] }),
      about: subjects,
    });
    const dynamic = (name: string, data: unknown, subjects = about): GeneratedFile => {
      const file = yaml(`infra/traefik/dynamic/${name}.yaml`, data, subjects);
      return { ...file, content: templateText(file.content) };
    };
    yield yaml('infra/traefik/traefik.yaml', staticConfig(options, engineOf(model).apiProxy, tunnelOf(model), bans !== undefined));
    yield dynamic('tls', TLS_CONFIG);
    if (bans) yield dynamic('crowdsec', bouncerConfig(bans, model), [...about, bans.engine.subject]);
    if (middlewaresOf(model).length > 0)
      yield dynamic('middlewares', middlewaresConfig(middlewaresOf(model)), [
        ...about,
        ...new Set(middlewaresOf(model).map(({ middleware }) => middleware.subject)),
      ]);
    const files = Map.groupBy(
      routesOf(model).filter((route) => route.via === 'file'),
      (route) => route.service,
    );
    for (const [service, routes] of files) yield dynamic(`service-${service.id}`, fileRoutes(routes), [service.subject, ...about]);
  },
  accept: [
    { tool: 'traefik', match: /^infra\/traefik\/traefik\.yaml$/, argv: (path) => [path] },
    { tool: 'traefik', match: /^infra\/traefik\/dynamic\//, argv: (path) => [path] },
  ],
} as const satisfies System;

import { engineOf } from '../../core/compose/engine-of.ts';
import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { bansOf, ingressOf } from '../../core/facts/players.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { accessLog } from './facts/access-log.ts';
import { beyondLabels } from './facts/beyond-labels.ts';
import { ENTRY_POINTS } from './facts/entry-points.ts';
import { isHarmless } from './facts/known-settings.ts';
import { middlewaresOf } from './facts/routed-middlewares.ts';
import { bouncerConfig, ENFORCED } from './files/bouncer.ts';
import { fileRoutes, middlewaresConfig, TLS_CONFIG } from './files/dynamic-config.ts';
import { needsLabel, traefikLabels } from './files/labels.ts';
import { staticConfig } from './files/static-config.ts';
import { templateText } from './files/template-text.ts';
import { traefikMiddleware } from './middleware.ts';

const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'traefik',
  title: 'Traefik',
  plays: {
    ingress: {
      images: ['traefik'],
      entryPoints: ENTRY_POINTS,
      labels: traefikLabels,
      needsLabel,
      reads: (label) => /^traefik\./i.test(label),
      beyond: beyondLabels,
      knows: (told, { lab }) => isHarmless(told, lab.systems.traefik),
      passes: ['bans', 'tls'],
      oldestTls: 'TLS 1.2',
      enforces: ENFORCED,
      middleware: traefikMiddleware,
      accessLog,
    },
  },
  *files(model: Model): Iterable<GeneratedFile> {
    const playing = ingressOf(model);
    if (playing?.system !== 'traefik') return;
    const ingress = playing.service;
    const about = [ingress.subject];
    const options = model.lab.systems.traefik;
    const [bans, engine] = [model.lab.bans, bansOf(model)];
    const yaml = (path: string, data: unknown, subjects = about): GeneratedFile & { readonly content: string } => ({
      path,
      content: emitYaml(data, { header: [FROM_INVENTORY] }),
      about: subjects,
    });
    const dynamic = (name: string, data: unknown, subjects = about): GeneratedFile => {
      const file = yaml(`infra/traefik/dynamic/${name}.yaml`, data, subjects);
      return { ...file, content: templateText(file.content) };
    };
    yield yaml('infra/traefik/traefik.yaml', staticConfig(options, engineOf(model).apiProxy, tunnelOf(model), engine !== undefined));
    yield dynamic('tls', TLS_CONFIG);
    if (bans && engine) yield dynamic('crowdsec', bouncerConfig(bans, engine, ingress, model), [...about, engine.service.subject]);
    if (middlewaresOf(model).length > 0)
      yield dynamic('middlewares', middlewaresConfig(middlewaresOf(model)), [
        ...about,
        ...new Set(middlewaresOf(model).map(({ middleware }) => middleware.subject)),
      ]);
    const files = Map.groupBy(
      routesOf(model).filter((route) => route.via === 'address'),
      (route) => route.service,
    );
    for (const [service, routes] of files) yield dynamic(`service-${service.id}`, fileRoutes(routes), [service.subject, ...about]);
  },
  accept: [
    { tool: 'traefik', match: /^infra\/traefik\/traefik\.yaml$/, argv: (path) => [path] },
    { tool: 'traefik', match: /^infra\/traefik\/dynamic\//, argv: (path) => [path] },
  ],
} as const satisfies System;

import { lenderOf } from '../../../core/compose/network-kind.ts';
import { pairsOf } from '../../../core/compose/overlay/place-value.ts';
import { runningContainers } from '../../../core/compose/running-containers.ts';
import type { Model } from '../../../core/contract.ts';
import { ingressOf } from '../../../core/facts/players.ts';
import { routesOfService } from '../../../core/facts/routes-of-service.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { routersOf } from '../facts/routers.ts';

const ROUTER = /^traefik\.(http|tcp|udp)\.routers\.([^.]+)\./i;

/** Traefik reads every label of a container that it shares a network with, those of the fragment too. */
export function checkOwnRouters(model: Model, reporter: Reporter): void {
  if (ingressOf(model)?.system !== 'traefik') return;
  for (const service of model.services) {
    const { compose } = service;
    const routes = routesOfService(model, service).filter(({ via }) => via === 'container');
    if (!compose || service.planned || routes.length === 0) continue;
    const known = new Set(routes.flatMap((route) => routersOf(route).map(({ name }) => name)));
    const reached = new Set(routes.map(({ exposure }) => lenderOf(compose, exposure.container ?? '')));
    for (const [name, spec] of runningContainers(compose)) if (reached.has(name)) checkLabels(service, name, spec, known, reporter);
  }
}

function checkLabels(
  service: Service,
  container: string,
  spec: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  reporter: Reporter,
): void {
  const routers = Object.keys(pairsOf(spec['labels'])).flatMap((label) => ROUTER.exec(label)?.[2] ?? []);
  const foreign = [...new Set(routers)].filter((router) => !known.has(router));
  if (foreign.length === 0) return;
  reporter.report(
    'traefik-own-router',
    place('services', service.id, 'compose', 'services', container, 'labels'),
    `Labels of ${container} make the router ${foreign.join(', ')}, which leads to it past what expose of ${service.id} asks.`,
    { what: 'key', severity: 'warning', hint: 'Take these labels away; another hostname is another entry of expose.' },
  );
}

import type { Container, Route } from '../../core/facts/facts.ts';
import type { Middleware, Service } from '../../core/model.ts';
import { facts } from './lab.ts';

const routes = Map.groupBy(facts.routes, ({ service }) => service);
const containers = Map.groupBy(facts.containers, ({ service }) => service);

export const routesOf = (service: Service): readonly Route[] => routes.get(service) ?? [];

export const containersOf = (service: Service): readonly Container[] => containers.get(service) ?? [];

/** Where a person opens it; undefined for what has no web page, and for what is only planned. */
export function openUrl(service: Service): string | undefined {
  if (service.planned) return undefined;
  const hostname = routesOf(service)[0]?.exposure.hostname;
  return service.url ?? (hostname && `https://${hostname}/`);
}

/** The services that a request reaches only through the middleware. */
export const servicesBehind = (middleware: Middleware): readonly Service[] => [
  ...new Set(facts.routes.filter(({ exposure }) => exposure.middlewares.includes(middleware)).map(({ service }) => service)),
];

import type { Container, Guide, Route, Stack } from '../../core/facts/facts.ts';
import { groupByEach } from '../../core/facts/group-by-each.ts';
import type { Middleware, Service } from '../../core/model.ts';
import { facts } from './lab.ts';

const routes = Map.groupBy(facts.routes, ({ service }) => service);
const containers = Map.groupBy(facts.containers, ({ service }) => service);
const guides = Map.groupBy(facts.guides, ({ subject }) => subject);
const stacks = new Map(facts.stacks.map((stack) => [stack.service, stack]));

export const routesOf = (service: Service): readonly Route[] => routes.get(service) ?? [];

export const containersOf = (service: Service): readonly Container[] => containers.get(service) ?? [];

export const stackOf = (service: Service): Stack | undefined => stacks.get(service);

/** What a reader has to know of it beyond its facts. */
export const guidesOf = (service: Service): readonly Guide[] => guides.get(service.subject) ?? [];

/** Where a person opens it; undefined for what has no web page, and for what is only planned. */
export function openUrl(service: Service): string | undefined {
  if (service.planned) return undefined;
  const hostname = routesOf(service)[0]?.exposure.hostname;
  return service.url ?? (hostname && `https://${hostname}/`);
}

/** The services that a request reaches only through the middleware, on its own or as a member of a chain. */
export const servicesBehind = (middleware: Middleware): readonly Service[] => [
  ...new Set((behind.get(middleware) ?? []).map(({ service }) => service)),
];

const withMembers = (one: Middleware): readonly Middleware[] => [one, ...(one.chain ?? []).flatMap(withMembers)];
const behind = groupByEach(facts.routes, ({ exposure }) => exposure.middlewares.flatMap(withMembers));

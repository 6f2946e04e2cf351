import { type Container, containersOf } from '../../core/compose/containers.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import { groupByEach } from '../../core/facts/group-by-each.ts';
import type { Guide } from '../../core/facts/guide.ts';
import { guidesOf } from '../../core/facts/guides.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Middleware } from '../../core/model/middleware/middleware.ts';
import type { Service } from '../../core/model/service/service.ts';
import type { Route } from '../../core/roles/route.ts';
import { model } from './lab.ts';

const routes = Map.groupBy(routesOf(model), ({ service }) => service);
const containers = Map.groupBy(containersOf(model), ({ service }) => service);
const guides = Map.groupBy(guidesOf(model), ({ subject }) => subject);
const stacks = new Map(stacksOf(model).map((stack) => [stack.service, stack]));

/** Whether anything of the lab is a container. */
export const hasContainers = containers.size > 0;

export const routesOfService = (service: Service): readonly Route[] => routes.get(service) ?? [];

export const containersOfService = (service: Service): readonly Container[] => containers.get(service) ?? [];

export const stackOf = (service: Service): Stack | undefined => stacks.get(service);

/** What a reader has to know of it beyond its facts. */
export const guidesOfService = (service: Service): readonly Guide[] => guides.get(service.subject) ?? [];

/** Where a person opens it; undefined for what has no web page, and for what is only planned. */
export function openUrl(service: Service): string | undefined {
  if (service.planned) return undefined;
  const hostname = routesOfService(service)[0]?.exposure.hostname;
  return service.url ?? (hostname && `https://${hostname}/`);
}

/** The services that a request reaches only through the middleware, on its own or as a member of a chain. */
export const servicesBehind = (middleware: Middleware): readonly Service[] => [
  ...new Set((behind.get(middleware) ?? []).map(({ service }) => service)),
];

const withMembers = (one: Middleware): readonly Middleware[] => [one, ...(one.chain ?? []).flatMap(withMembers)];
const behind = groupByEach(routesOf(model), ({ exposure }) => exposure.middlewares.flatMap(withMembers));

import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';
import type { Route } from '../roles/route.ts';
import { routesOf } from './routes.ts';

/** Hostnames of a service, sorted by hostname. */
export function routesOfService(model: Model, service: Service): readonly Route[] {
  return byService(model).get(service) ?? [];
}

const byService = once((model: Model) => Map.groupBy(routesOf(model), ({ service }) => service));

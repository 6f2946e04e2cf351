import type { StandIn } from '../../core/demo/stand-in.ts';
import { parseEndpoint, routeOf } from './docker/endpoint.ts';
import { dockerApi } from './stand-in/docker-api.ts';

export default {
  endpoints(model, script, now) {
    return [...model.hosts, ...model.guests].flatMap((machine) => {
      const endpoint = machine.planned ? undefined : parseEndpoint(machine.engine?.endpoint ?? '');
      if (endpoint === undefined) return [];
      return [{ ...routeOf(endpoint, machine), secure: endpoint.kind === 'https', handler: dockerApi(machine, model, script, now) }];
    });
  },
} as const satisfies StandIn;

import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Service } from './service.ts';

export function linkNeeds(input: TypedInput, context: Context): void {
  const neededBy = new Map<Service, Service[]>();
  for (const [id, entry] of input.services) {
    const service = context.nodes.services.get(id);
    if (!service) continue;
    const needs = entry.needs.flatMap((need, index) => {
      const at = place('services', id, 'needs', index);
      const found = context.find('services', need, at);
      if (found?.planned && !service.planned)
        context.report('unknown-reference', at, `services.${id} needs ${need}, which is only planned.`, {
          hint: `Plan ${id} as well, or take the need away.`,
        });
      return found ?? [];
    });
    const uses = entry.uses.flatMap((use, index) => context.find('services', use, place('services', id, 'uses', index)) ?? []);
    Object.assign(service, { needs: [...new Set(needs)].sort(byId), uses: [...new Set(uses)].sort(byId) });
    for (const need of service.needs) neededBy.set(need, [...(neededBy.get(need) ?? []), service]);
  }
  for (const [service, list] of neededBy) Object.assign(service, { neededBy: list.sort(byId) });
}

function byId(a: Service, b: Service): number {
  return a.id < b.id ? -1 : 1;
}

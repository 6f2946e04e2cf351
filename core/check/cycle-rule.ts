import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** Services that need each other in a circle can never be started; each circle is reported once, at its first service by id. */
export function checkCycles(context: Context): void {
  const done = new Set<Service>();
  for (const start of context.nodes.services.values()) walk(start, new Set(), done, context);
}

/** Depth-first walk without recursion limits in mind: a chain is as long as the longest need, which is short in any real lab. */
function walk(service: Service, trail: Set<Service>, done: Set<Service>, context: Context): void {
  if (trail.has(service)) {
    const walked = [...trail];
    reportCycle(walked.slice(walked.indexOf(service)), context);
    return;
  }
  if (done.has(service)) return;
  trail.add(service);
  for (const need of service.needs) walk(need, trail, done, context);
  trail.delete(service);
  done.add(service);
}

function reportCycle(cycle: readonly Service[], context: Context): void {
  const first = cycle.reduce((best, service) => (service.id < best.id ? service : best));
  const index = cycle.indexOf(first);
  const ordered = [...cycle.slice(index), ...cycle.slice(0, index)];
  const names = [...ordered, first].map((service) => service.id);
  const at = (service: Service) => place('services', service.id, 'needs');
  context.report(
    'dependency-cycle',
    at(first),
    `These services need each other in a circle, so none can be started first: ${names.join(' → ')}.`,
    {
      what: 'key',
      related: ordered
        .slice(1)
        .map((service) => ({ at: context.spanOf(at(service), 'key'), message: `${service.id} goes on with the circle here` })),
      hint: 'Take away the need that the service can start without.',
    },
  );
}

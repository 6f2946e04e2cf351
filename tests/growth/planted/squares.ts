import type { LoadedLab } from '../../../core/loaded-lab.ts';

/** Visits every pair of services in four ways, each of which the test has to find. */
export default function plantedSquares({ model: { services } }: LoadedLab): void {
  const last = services.at(-1);
  services.filter((service) => services.some((other) => other.needs === service.neededBy));
  for (const service of services) for (const other of services) if (other.needs === service.neededBy) return;
  services.filter(() => last && services.includes(last));
  services.reduce<readonly string[]>((names, { id }) => names.concat(id), []);
}

import type { LoadedLab } from '../../../core/loaded-lab.ts';

/** Looks at every pair of services in four ways, so that the test is seen to find each of them. */
export default function plantedSquares({ model: { services } }: LoadedLab): void {
  const last = services.at(-1);
  services.filter((service) => services.some((other) => other.needs === service.neededBy));
  for (const service of services) for (const other of services) if (other.needs === service.neededBy) return;
  services.filter(() => last && services.includes(last));
  services.reduce<readonly string[]>((names, { id }) => names.concat(id), []);
}

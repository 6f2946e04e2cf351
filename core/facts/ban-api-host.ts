import { networkEntries } from '../compose/entry-containers.ts';
import type { Service } from '../model/service/service.ts';

/** Where a service finds the API of the ban engine: its container by name on the same machine, else the address of its machine. */
export function banApiHost(engine: Service, from: Service): string {
  const container = engine.compose && engine.runsOn === from.runsOn ? networkEntries(engine, engine.compose)[0] : undefined;
  return container ?? engine.address ?? engine.id;
}

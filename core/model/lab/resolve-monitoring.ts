import type { SystemId, SystemParts } from '../../contract.ts';
import type { RawInventory } from '../../parse/assemble.ts';
import type { Reporter } from '../../reporter.ts';
import type { Service } from '../service/service.ts';
import type { Monitoring } from './monitoring.ts';
import { type MonitoringInput, monitoringSchema } from './monitoring-schema.ts';

/** What is written of one system that can watch the lab; without mistakes of its own. */
export type WrittenMonitoring = MonitoringInput & { readonly system: SystemId };

/** What `lab` says of each system that can watch it, in the order of the systems; the schema check reports what has another shape. */
export function writtenMonitoring(raw: RawInventory, systems: readonly SystemParts[]): readonly WrittenMonitoring[] {
  return systems.flatMap(({ id, plays }) => {
    const written = monitoringSchema.safeParse(plays?.monitoring ? raw.lab.get(id)?.value : undefined);
    return written.success ? [{ system: id, ...written.data }] : [];
  });
}

/** The one system that watches the lab. `service` follows a reference from below `lab`. */
export function resolveMonitoring(
  written: readonly WrittenMonitoring[],
  service: (id: string, key: string, ...rest: string[]) => Service | undefined,
  reporter: Reporter,
): Monitoring | undefined {
  const [first, ...others] = written.map((each) => ({ ...each, service: service(each.service, each.system, 'service') }));
  for (const { system } of others)
    reporter.report(
      'invalid-value',
      reporter.labSpan(system, []),
      `lab.${system} is the second that watches the lab beside lab.${first?.system}.`,
      { hint: 'Keep the one whose word counts.' },
    );
  return first?.service && { system: first.system, service: first.service, url: first.url };
}

import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import { probesOf } from '../probes.ts';
import { addressEnd, draft, type FlowDraft } from './flow-draft.ts';
import { wayTo } from './way.ts';

/** From the machine that checks the lab to what it checks: that of the monitoring, else the ingress's. DNS is asked of the router anyway. */
export function probeFlows(model: Model): FlowDraft[] {
  const { monitoring, ingress } = model.lab;
  const watcher = monitoring?.service ?? ingress;
  if (!watcher || watcher.planned) return [];
  const owners = addressOwners(model);
  const seen = new Set<string>();
  return probesOf(model).flatMap((probe) => {
    const target = owners.get(probe.host);
    const way = target && probe.kind !== 'dns' ? wayTo(watcher.runsOn, target.address) : undefined;
    const key = `${probe.subject} ${probe.host}:${probe.port}`;
    if (!target || !way || seen.has(key)) return [];
    seen.add(key);
    const { ip6: _, ...v4 } = target.address;
    const [, id = ''] = probe.subject.split(':');
    return draft(
      addressEnd(way.from, watcher.runsOn, { machine: watcher.runsOn, service: watcher }),
      addressEnd(v4, target.machine, { machine: target.machine }),
      way.way,
      { protocol: 'tcp', ports: [{ first: probe.port, last: probe.port }] },
      { kind: 'probe', ids: [watcher.runsOn.id, `${id}-${probe.port}`], because: `The status of ${id} is asked: ${probe.title}` },
    );
  });
}

function addressOwners(model: Model): ReadonlyMap<string, { readonly machine: Host | Guest; readonly address: Address }> {
  return new Map(
    [...model.hosts, ...model.guests].flatMap((machine) => machine.addresses.map((address) => [address.ip, { machine, address }] as const)),
  );
}

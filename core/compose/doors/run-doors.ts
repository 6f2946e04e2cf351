import type { ComposeFragment } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { networksOf, pairsOf } from '../overlay/place-value.ts';
import { asSpec, listed, type Opening, type Spec } from './door.ts';

type Placed = readonly [path: KeyPath, opening: Opening];

/** Runtimes that keep containers apart by namespaces, or by more. */
const RUNTIMES = /^(?:|runc|crun|youki|runsc|kata|nvidia|io\.containerd\.(?:runc|runsc|kata)\.v\d)$/;
/** Annotations by which a runtime is told what no key of the project says. */
const RUNTIME_NOTES = /^(?:run\.oci\.|org\.systemd\.property\.)/;

/** What decides how a container is run, and what is run for it outside of it. */
export function runDoors(spec: Spec): readonly Placed[] {
  const runtime = String(spec['runtime'] ?? '');
  const group = String(spec['cgroup_parent'] ?? '');
  const provider = asSpec(spec['provider'])['type'];
  const notes = Object.keys(pairsOf(spec['annotations'])).filter((name) => RUNTIME_NOTES.test(name));
  return [
    ...(RUNTIMES.test(runtime) ? [] : [door('runtime', 'runtime', `is run by ${runtime}, which nothing here knows`)]),
    ...(group === '' ? [] : [door('cgroup_parent', 'cgroup_parent', `is in the control group ${group}, outside of those of the engine`)]),
    ...(provider === undefined ? [] : [door('provider', 'provider', `is no container: root runs the program ${provider} of the machine`)]),
    ...(spec['credential_spec'] === undefined || spec['credential_spec'] === null
      ? []
      : [door('credential_spec', 'credential_spec', 'has credentials of the machine, by which it signs in as that elsewhere')]),
    ...notes.map((name) => door('annotations', name, `has the annotation ${name}, by which the runtime may do more than the project says`)),
  ];
}

/** Builds that take part in the network of the machine, or sign in as its root. What they copy are mounts like others. */
export function buildDoors(spec: Spec): readonly Placed[] {
  const { network, ssh, entitlements } = asSpec(spec['build']);
  const isOnHost = network === 'host' || listed(entitlements).includes('network.host');
  return [
    ...(isOnHost ? [door('build', 'build.network', 'is built in the network of the machine')] : []),
    ...(ssh === undefined || ssh === null ? [] : [door('build', 'build.ssh', 'is built with the keys of the agent of root')]),
  ];
}

/** Networks in which a container has an address beside the machine, so that no port is published and no firewall of the machine is asked. */
export function wireDoors(spec: Spec, project: ComposeFragment): readonly Placed[] {
  return Object.keys(networksOf(spec)).flatMap((key) => {
    const { driver } = asSpec(asSpec(project['networks'])[key]);
    if (driver !== 'macvlan' && driver !== 'ipvlan') return [];
    const what = `is on the wire of the machine by ${key} (${driver}): it answers at an address of its own, past the firewall of the machine`;
    return [[spec['networks'] === undefined ? [] : ['networks'], { kind: 'namespace', key, what }] as const];
  });
}

function door(from: string, key: string, what: string): Placed {
  return [[from], { kind: 'filter', key, what }];
}

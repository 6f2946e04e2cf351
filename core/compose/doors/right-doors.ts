import type { KeyPath } from '../../parse/locate.ts';
import { asSpec, isSet, listed, type Opening, type Spec } from './door.ts';

type Placed = readonly [path: KeyPath, opening: Opening];

/** Whether processes and network are of the machine, or of a container that the project does not describe. */
export interface SharedNamespaces {
  readonly processes: boolean;
  readonly network: boolean;
}

/** Rights by which root in a container becomes root on its machine, or changes what the machine is for all. Source: capabilities(7). */
const ROOT_RIGHTS: ReadonlySet<string> = new Set([
  'ALL',
  'BPF',
  'DAC_READ_SEARCH',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'PERFMON',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_RAWIO',
]);

/** All rights at once: of the container, of a command that is run in it, or of the build of its image. */
export function privilegedDoors(spec: Spec): readonly Placed[] {
  const privileged = (path: KeyPath, whose: string): Placed => [
    path,
    { kind: 'privileged', key: 'privileged', what: `${whose}, so it may do on the machine whatever root may` },
  ];
  const hooks = ['post_start', 'pre_stop'].flatMap((key) =>
    (Array.isArray(spec[key]) ? (spec[key] as unknown[]) : []).flatMap((hook, index) =>
      isSet(asSpec(hook)['privileged']) ? [privileged([key, index, 'privileged'], `runs a privileged command`)] : [],
    ),
  );
  const build = asSpec(spec['build']);
  const entitled = listed(build['entitlements']).indexOf('security.insecure');
  return [
    ...(isSet(spec['privileged']) ? [privileged(['privileged'], 'is privileged')] : []),
    ...hooks,
    ...(isSet(build['privileged']) ? [privileged(['build', 'privileged'], 'is built privileged')] : []),
    ...(entitled >= 0 ? [privileged(['build', 'entitlements', entitled], 'is built without a guard')] : []),
  ];
}

/** `shares`: namespaces in which it is not alone with its own project. */
export function capabilityDoors(spec: Spec, shares: SharedNamespaces): readonly Placed[] {
  return listed(spec['cap_add']).flatMap((written, index): Placed[] => {
    const key = written.toUpperCase().replace(/^CAP_/, '');
    const why = rightDoor(key, shares);
    return why === undefined ? [] : [[['cap_add', index], { kind: 'capability', key, what: `has the right ${key}, ${why}` }]];
  });
}

function rightDoor(key: string, shares: SharedNamespaces): string | undefined {
  if (key.includes('${')) return 'which is decided on the machine';
  if (ROOT_RIGHTS.has(key)) return 'by which root in it becomes root on the machine';
  // Within its own processes and its own network the two stay in the container.
  if (key === 'SYS_PTRACE' && shares.processes) return 'by which it takes over processes of the machine';
  if (key === 'NET_ADMIN' && shares.network) return 'by which it changes addresses and firewall of the machine';
  return undefined;
}

/** What stands between a container and the kernel, and was taken away. */
export function filterDoors(spec: Spec): readonly Placed[] {
  return listed(spec['security_opt']).flatMap((option, index): Placed[] => {
    const [, key = option, value = ''] = /^([a-z-]+)[:=](.*)$/s.exec(option.trim()) ?? [];
    const what = filterDoor(key, value);
    return what === undefined ? [] : [[['security_opt', index], { kind: 'filter', key, what }]];
  });
}

function filterDoor(key: string, value: string): string | undefined {
  switch (key) {
    case 'no-new-privileges':
      return isSet(value === '' ? 'true' : value) ? undefined : 'lets programs in it gain rights by setuid, whatever the lab says';
    case 'seccomp':
      if (value === 'builtin') return undefined;
      return value === 'unconfined' ? 'may make any call to the kernel' : 'has a filter of its own for calls to the kernel';
    case 'label':
      return /^(?:disable|type:(?:spc|unconfined)_t)$/.test(value) ? 'is not kept apart by SELinux' : undefined;
    case 'apparmor':
      return value === 'unconfined' ? 'is not kept apart by AppArmor' : `is kept apart by ${value}, which its machine has to have`;
    case 'systempaths':
      return 'sees and writes what is hidden of the kernel';
    default:
      return `has the security option ${key}, which nothing here knows`;
  }
}

import type { KeyPath } from '../../parse/locate.ts';
import { asSpec, isSet, listed, type Opening, type Spec } from './door.ts';

type Placed = readonly [path: KeyPath, opening: Opening];

/** What `host` means for each key that says whose a thing is. */
const NAMESPACES: Readonly<Record<string, string>> = {
  network_mode: 'is in the network of the machine: it gets at all that listens there, on 127.0.0.1 too',
  pid: 'sees and reaches all processes of the machine',
  ipc: 'reads and changes the shared memory of the machine',
  uts: 'can change the name of the machine',
  cgroup: 'sees the control groups of the machine',
  userns_mode: 'is not mapped to other users: its root is the root of the machine',
};

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

export function namespaceDoors(spec: Spec): readonly Placed[] {
  return Object.entries(NAMESPACES).flatMap(([key, what]): Placed[] =>
    spec[key] === 'host' ? [[[key], { kind: 'namespace', key, what }]] : [],
  );
}

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

/** `shares`: whether it is in the network of the machine, itself or through another container. */
export function capabilityDoors(spec: Spec, shares: boolean): readonly Placed[] {
  return listed(spec['cap_add']).flatMap((written, index): Placed[] => {
    const key = written.toUpperCase().replace(/^CAP_/, '');
    const why = rightDoor(key, spec, shares);
    return why === undefined ? [] : [[['cap_add', index], { kind: 'capability', key, what: `has the right ${key}, ${why}` }]];
  });
}

function rightDoor(key: string, spec: Spec, shares: boolean): string | undefined {
  if (key.includes('${')) return 'which is decided on the machine';
  if (ROOT_RIGHTS.has(key)) return 'by which root in it becomes root on the machine';
  // Within its own processes and its own network the two stay in the container.
  if (key === 'SYS_PTRACE' && spec['pid'] === 'host') return 'by which it takes over processes of the machine';
  if (key === 'NET_ADMIN' && shares) return 'by which it changes addresses and firewall of the machine';
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

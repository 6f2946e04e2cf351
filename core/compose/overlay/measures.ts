import type { HardeningLevel } from '../../model/lab/hardening.ts';
import type { Addition, Spec } from './step.ts';

/**
 * Capabilities of the usual set that most applications have no use for. Without them fail, tried on an engine: packet sockets and
 * iptables-legacy (NET_RAW), mknod (MKNOD), setcap (SETFCAP); and by the manual page capabilities(7) what lowers its own bounding set
 * (SETPCAP) and what writes to the audit log of the kernel, as sshd and cron do by way of PAM (AUDIT_WRITE).
 */
const NEEDLESS = ['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'SETFCAP', 'SETPCAP'] as const;
const UNDO = 'hardening: { level: none, because: <reason> } in the service';

/** What the lab adds at a level. Whatever the project says of a key stays as it is. */
export function measuresAt(level: HardeningLevel, spec: Spec): readonly Addition[] {
  switch (level) {
    case 'none':
      return [];
    case 'safe':
      return hasNoCapability(spec) ? privileges(spec) : [];
    case 'strict':
      return [...privileges(spec), ...capabilities(spec)];
  }
}

/** A program that may not gain rights by setuid or file capabilities; without any capability there are none to gain that count. */
function privileges(spec: Spec): Addition[] {
  if (spec['security_opt'] !== undefined) return [];
  const because = 'No program in it gains rights by setuid or by capabilities of its file.';
  return [
    {
      path: ['security_opt'],
      value: ['no-new-privileges:true'],
      change: 'added',
      because,
      undo: `security_opt: [] in the container, or ${UNDO}`,
    },
  ];
}

function capabilities(spec: Spec): Addition[] {
  if (spec['cap_drop'] !== undefined || spec['privileged'] === true) return [];
  const value = dropped(spec);
  if (value.length === 0) return [];
  const because = value.includes('ALL')
    ? 'A user other than root needs none of the rights of root.'
    : 'Most applications have no use for these rights of root.';
  return [{ path: ['cap_drop'], value, change: 'added', because, undo: `cap_drop: [] in the container, or ${UNDO}` }];
}

function dropped(spec: Spec): readonly string[] {
  const added = capabilityNames(spec['cap_add']);
  if (added.includes('ALL')) return [];
  // Who configures the network sends packets of its own making.
  const shapesNetwork = added.includes('NET_ADMIN');
  if (runsAsUser(spec) && !shapesNetwork) return ['ALL'];
  return NEEDLESS.filter((name) => !added.includes(name) && !(name === 'NET_RAW' && shapesNetwork));
}

/** Whether the project gave up every capability itself. */
function hasNoCapability(spec: Spec): boolean {
  const added = capabilityNames(spec['cap_add']);
  return spec['privileged'] !== true && added.length === 0 && capabilityNames(spec['cap_drop']).includes('ALL');
}

/** Names as the kernel has them, without `CAP_`. */
function capabilityNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')) : [];
}

export function runsAsUser({ user }: Spec): boolean {
  return (typeof user === 'string' || typeof user === 'number') && String(user) !== '' && !/^(0|root|\$\{.*)(:|$)/.test(String(user));
}

import type { HardeningRow, Spec } from './row.ts';

/** What Docker gives to a container that says nothing; `defaultCapabilities` in moby's `oci/caps`. */
const DEFAULT = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** Rights of root that the container has. What is added wins over what is dropped, as in Docker. */
export function capabilities(spec: Spec): HardeningRow {
  const measure = 'Rights of root taken away';
  const added = names(spec['cap_add']);
  const dropped = names(spec['cap_drop']);
  if (spec['privileged'] === true) return { measure, state: 'weaker', detail: 'none: it is privileged' };
  if (added.includes('ALL'))
    return { measure, state: 'weaker', detail: dropped.length > 0 ? `all but ${dropped.join(', ')} are given` : 'all are given' };
  const beyond = added.filter((name) => !DEFAULT.includes(name));
  if (beyond.length > 0) return { measure, state: 'weaker', detail: `more than usual: ${beyond.join(', ')}` };
  if (dropped.includes('ALL')) return { measure, state: 'yes', detail: added.length > 0 ? `all but ${added.join(', ')}` : 'all' };
  const gone = DEFAULT.filter((name) => dropped.includes(name) && !added.includes(name));
  if (gone.length === 0) return { measure, state: 'no', detail: `it keeps the ${DEFAULT.length} that Docker gives` };
  return { measure, state: 'yes', detail: `${gone.length} of the ${DEFAULT.length} that Docker gives: ${gone.join(', ')}` };
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')).sort() : [];
}

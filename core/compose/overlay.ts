import type { ContainerLimits } from '../model/lab/lab.ts';

/** What the lab decides for one container. */
export interface LabDecision {
  readonly timezone: string;
  readonly limits: ContainerLimits;
  /** By name, each with its options, such as a fixed address. */
  readonly networks: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of secrets that the container reads from /run/secrets. */
  readonly secrets: readonly string[];
}

type Container = Readonly<Record<string, unknown>>;

export interface Overlay {
  readonly document: Container;
  readonly overridden: readonly { readonly container: string; readonly key: string; readonly lab: string }[];
}

/** Capabilities of the default set that a web application has no use for; with a user other than root none is needed. */
const NEEDLESS = ['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'SETFCAP', 'SETPCAP'];

/**
 * Lays the lab's decisions over one container of a fragment: networks, routing labels, secrets as files, restart and log limits,
 * and the hardening that does not depend on the image. A key that the fragment sets is kept and reported.
 */
export function overlayContainer(name: string, fragment: Container, decision: LabDecision): Overlay {
  const overridden: { container: string; key: string; lab: string }[] = [];
  const document: Record<string, unknown> = { ...fragment };
  const decide = (key: string, value: unknown) => {
    if (fragment[key] === undefined) document[key] = value;
    else if (JSON.stringify(fragment[key]) !== JSON.stringify(value)) overridden.push({ container: name, key, lab: JSON.stringify(value) });
  };
  decide('restart', 'unless-stopped');
  decide('logging', { driver: 'json-file', options: { 'max-file': '3', 'max-size': '10m' } });
  decide('security_opt', ['no-new-privileges:true']);
  if (fragment['privileged'] !== true) decide('cap_drop', runsAsUser(fragment) ? ['ALL'] : NEEDLESS);
  // A fragment that puts /tmp in memory is written for a read-only root file system, and the other way round.
  if (fragment['read_only'] === undefined && hasTmpfs(fragment)) document['read_only'] = true;
  if (fragment['read_only'] === true && fragment['tmpfs'] === undefined) document['tmpfs'] = ['/tmp'];
  for (const [key, value] of Object.entries(limits(fragment, decision.limits))) decide(key, value);
  if (fragment['network_mode'] === undefined) decide('networks', decision.networks);
  else overridden.push({ container: name, key: 'network_mode', lab: `networks ${Object.keys(decision.networks).join(', ')}` });
  document['environment'] = { TZ: decision.timezone, ...pairs(fragment['environment']) };
  if (Object.keys(decision.labels).length > 0 || fragment['labels'] !== undefined)
    document['labels'] = { ...decision.labels, ...pairs(fragment['labels']) };
  for (const key of Object.keys(decision.labels)) {
    const own = pairs(fragment['labels'])[key];
    if (own !== undefined && own !== decision.labels[key])
      overridden.push({ container: name, key: `labels.${key}`, lab: decision.labels[key] ?? '' });
  }
  if (decision.secrets.length > 0)
    document['secrets'] = [...decision.secrets, ...(Array.isArray(fragment['secrets']) ? fragment['secrets'] : [])];
  return { document, overridden };
}

/** Limits of the lab in Compose's words. A fragment says them as `mem_limit` or below `deploy.resources.limits`; Compose refuses both. */
function limits(fragment: Container, { memory, cpus, pids }: ContainerLimits): Readonly<Record<string, unknown>> {
  const deploy = fragment['deploy'] as { resources?: { limits?: Readonly<Record<string, unknown>> } } | null | undefined;
  const own = deploy?.resources?.limits ?? {};
  return {
    ...(memory === undefined || own['memory'] !== undefined ? {} : { mem_limit: memory }),
    ...(cpus === undefined || own['cpus'] !== undefined ? {} : { cpus }),
    ...(own['pids'] === undefined ? { pids_limit: pids } : {}),
  };
}

function runsAsUser(fragment: Container): boolean {
  const user = fragment['user'];
  return (typeof user === 'string' || typeof user === 'number') && !/^(0|root)(:|$)/.test(String(user));
}

function hasTmpfs(fragment: Container): boolean {
  const paths = [fragment['tmpfs']].flat().filter((path): path is string => typeof path === 'string');
  return paths.some((path) => path.split(':')[0] === '/tmp');
}

/** `environment` and `labels` as a map: Compose takes a map, or a list of `KEY=value` where a bare KEY comes from the shell. */
function pairs(value: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(value)) return (value as Record<string, unknown> | undefined) ?? {};
  return Object.fromEntries(
    value.map((item) => {
      const text = String(item);
      const at = text.indexOf('=');
      return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

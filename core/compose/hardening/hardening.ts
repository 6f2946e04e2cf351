import type { Stack } from '../stacks.ts';
import { capabilities } from './capabilities.ts';
import { image, limit, logs, publishing } from './limits.ts';
import { type HardeningRow, type Spec, securityOptions } from './row.ts';
import { waysOut } from './ways-out.ts';

export interface ContainerHardening {
  /** Name in the Compose document. */
  readonly container: string;
  readonly rows: readonly HardeningRow[];
}

/** What keeps the containers of a stack from harming their machine, read off the document that the engine gets. Sorted by container. */
export function hardeningOf(stack: Stack): readonly ContainerHardening[] {
  const containers = (stack.document['services'] ?? {}) as Readonly<Record<string, Spec>>;
  return Object.entries(containers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([container, spec]) => ({ container, rows: rowsOf(container, spec, stack) }));
}

function rowsOf(container: string, spec: Spec, stack: Stack): readonly HardeningRow[] {
  return [
    ...waysOut(container, spec, stack),
    user(spec),
    readOnly(spec),
    capabilities(spec, stack.engine),
    noNewPrivileges(spec),
    limit('Memory limit', spec, 'mem_limit', 'memory'),
    limit('CPU limit', spec, 'cpus', 'cpus'),
    limit('Process limit', spec, 'pids_limit', 'pids'),
    publishing(spec),
    image(spec),
    logs(spec),
    healthCheck(spec),
  ];
}

function user({ user }: Spec): HardeningRow {
  const measure = 'User other than root';
  if (user === undefined || user === null || user === '')
    return { measure, state: 'no', detail: 'not said: the image decides, often root' };
  const text = String(user);
  if (/^(0|root)(:|$)/.test(text)) return { measure, state: 'no', detail: text };
  if (text.includes('${')) return { measure, state: 'no', detail: 'a secret of the machine decides' };
  return { measure, state: 'yes', detail: text };
}

function readOnly({ read_only }: Spec): HardeningRow {
  const measure = 'Read-only file system';
  if (read_only === true) return { measure, state: 'yes', detail: 'only its data and memory can be written' };
  return { measure, state: 'no', detail: 'it can change its own programs until it is recreated' };
}

function noNewPrivileges(spec: Spec): HardeningRow {
  const measure = 'No new privileges';
  const set = securityOptions(spec).some((option) => /^no-new-privileges([:=]true)?$/.test(option));
  return set
    ? { measure, state: 'yes', detail: 'no program in it gains rights by setuid' }
    : { measure, state: 'no', detail: 'a setuid program in it gains rights' };
}

function healthCheck({ healthcheck }: Spec): HardeningRow {
  const measure = 'Health check';
  if (typeof healthcheck !== 'object' || healthcheck === null)
    return { measure, state: 'no', detail: 'none here; the image may bring one' };
  const { test, disable } = healthcheck as { readonly test?: unknown; readonly disable?: unknown };
  if (disable === true || [test].flat()[0] === 'NONE') return { measure, state: 'no', detail: 'turned off' };
  return { measure, state: 'yes', detail: test === undefined ? "the image's, timed here" : 'its own' };
}

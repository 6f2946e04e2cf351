import type { ContainerLimits } from '../../model/lab/lab.ts';
import { byteCount } from '../byte-count.ts';
import { leave, type Spec, type Step } from './step.ts';

/** Keys that say how much processor time a container gets; an engine refuses several of them side by side. `cpu_shares` only weighs. */
const CPU_KEYS = ['cpus', 'cpu_count', 'cpu_percent', 'cpu_period', 'cpu_quota', 'cpu_rt_period', 'cpu_rt_runtime', 'cpuset'] as const;

/**
 * The lab's limits for one container, none of which is lower than what the project asks for itself. Compose refuses a limit beside
 * `deploy.resources.limits`, so there it goes below that.
 */
export function limitSteps(spec: Spec, { memory, cpus, pids }: ContainerLimits): readonly Step[] {
  const { limits, reservations = {} } = resourcesOf(spec);
  const place = (key: string, below: string) => (limits ? ['deploy', 'resources', 'limits', below] : [key]);
  const set = (key: string, below: string, value: unknown, what: string): Step => ({
    added: [
      {
        path: place(key, below),
        value,
        change: 'added',
        because: `One container may not take all ${what} of the machine (lab.limits).`,
        undo: `${key}: 0 in the container, or another value`,
      },
    ],
  });
  return [
    memory === undefined ? {} : (memoryStands(spec, limits ?? {}, reservations, memory) ?? set('mem_limit', 'memory', memory, 'memory')),
    cpus === undefined ? {} : (cpusStand(spec, limits ?? {}, reservations, cpus) ?? set('cpus', 'cpus', cpus, 'processors')),
    said('pids_limit', spec['pids_limit'] ?? limits?.['pids'], pids) ?? set('pids_limit', 'pids', pids, 'process numbers'),
  ];
}

/** What of the project stands against a memory limit of the lab. An engine refuses one below a reservation, or above the limit with swap. */
function memoryStands(spec: Spec, limits: Spec, reservations: Spec, lab: string): Step | undefined {
  const own = said('mem_limit', spec['mem_limit'] ?? limits['memory'], lab);
  if (own) return own;
  const limit = byteCount(lab) ?? 0;
  const because = (key: string, value: unknown) => ({
    kept: [{ path: ['mem_limit'], lab, because: `The project says ${key}: ${value}, which does not fit below it.` }],
  });
  for (const [key, value] of [
    ['mem_reservation', spec['mem_reservation'] ?? reservations['memory']],
    ['shm_size', spec['shm_size']],
  ] as const)
    if (value !== undefined && !((byteCount(value) ?? Infinity) <= limit)) return because(key, value);
  const swap = spec['memswap_limit'];
  // Zero and less mean none of its own.
  if (swap !== undefined && !((byteCount(swap) ?? 1) <= 0 || (byteCount(swap) ?? 0) >= limit)) return because('memswap_limit', swap);
  if (spec['oom_kill_disable'] === true) return because('oom_kill_disable', true);
  return undefined;
}

function cpusStand(spec: Spec, limits: Spec, reservations: Spec, lab: number): Step | undefined {
  const key = CPU_KEYS.find((each) => spec[each] !== undefined);
  if (key !== undefined && key !== 'cpus')
    return { kept: [{ path: ['cpus'], lab: String(lab), because: `The project says ${key}: ${spec[key]}, which excludes it.` }] };
  const own = said('cpus', spec['cpus'] ?? limits['cpus'], lab);
  if (own) return own;
  const reserved = reservations['cpus'];
  if (reserved === undefined || Number(reserved) <= lab) return undefined;
  return { kept: [{ path: ['cpus'], lab: String(lab), because: `The project reserves ${reserved}, which is more.` }] };
}

function said(key: string, own: unknown, lab: unknown): Step | undefined {
  return own === undefined ? undefined : leave([key], lab, own);
}

function resourcesOf({ deploy }: Spec): { readonly limits?: Spec; readonly reservations?: Spec } {
  const { resources } = (deploy ?? {}) as { readonly resources?: { readonly limits?: Spec | null; readonly reservations?: Spec | null } };
  const { limits, reservations } = resources ?? {};
  return { ...(limits ? { limits } : {}), ...(reservations ? { reservations } : {}) };
}

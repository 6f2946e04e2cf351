import { stableText } from '../../formats/stable-text.ts';
import type { ComposeFragment } from '../model/service/service.ts';
import type { KeyPath } from '../parse/locate.ts';
import type { Told } from '../roles/told.ts';
import { hostPath, isWithin } from './doors/host-path.ts';
import { pairsOf } from './overlay/place-value.ts';
import { normalize } from './project/paths.ts';
import { parseShortVolume } from './short-volume.ts';

type Spec = Readonly<Record<string, unknown>>;

/** Something that a container tells its program, and where its project says it, seen from the container. */
export interface PlacedTold {
  readonly told: Told;
  readonly at: KeyPath;
}

/** Where a project lies, so that its paths can be followed. */
export interface ProjectPlace {
  /** Folder of the Compose file in this repository. */
  readonly folder: string;
  /** Where the repository is on the machine. */
  readonly root: string;
}

/**
 * Keys that tell the program nothing: how it is kept apart and in bounds, how it is started again and looked after, where it is reached.
 * What they open on the machine are doors; labels and ports are judged by themselves.
 */
const SAYS_NOTHING = new Set(
  (
    'annotations attach blkio_config cap_add cap_drop cgroup cgroup_parent container_name cpu_count cpu_percent cpu_period cpu_quota ' +
    'cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy device_cgroup_rules devices driver_opts env_file ' +
    'expose extends gpus group_add healthcheck hostname image init ipc isolation label_file labels logging mac_address mem_limit ' +
    'mem_reservation mem_swappiness memswap_limit network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports ' +
    'privileged profiles pull_policy pull_refresh_after read_only restart runtime scale security_opt shm_size stdin_open stop_grace_period ' +
    'stop_signal storage_opt sysctls tty ulimits use_api_socket user userns_mode uts'
  ).split(' '),
);

/** All that a container tells its program, in the order of its keys. What no key here knows is a setting. */
export function toldBy(spec: Spec, project: ComposeFragment, place: ProjectPlace): readonly PlacedTold[] {
  return Object.entries(spec).flatMap(([key, value]): readonly PlacedTold[] => {
    if (SAYS_NOTHING.has(key) || key.startsWith('x-') || isNothing(value)) return [];
    switch (key) {
      case 'command':
      case 'entrypoint':
        return words(value).map((word, index) => ({
          told: { kind: 'argument', word },
          at: Array.isArray(value) ? [key, index] : [key],
        }));
      case 'environment':
        return Object.entries(pairsOf(value)).map(([name, said], index) => ({
          told: { kind: 'variable', name, value: String(said ?? '') },
          at: [key, Array.isArray(value) ? index : name],
        }));
      case 'volumes':
      case 'tmpfs':
        return [value].flat().map((entry: unknown, index) => ({
          told: mounted(key === 'tmpfs' ? { type: 'tmpfs', target: String(entry).split(':')[0] } : entry, place),
          at: Array.isArray(value) ? [key, index] : [key],
        }));
      case 'configs':
      case 'secrets':
        return [value].flat().map((grant: unknown, index) => ({ told: granted(key, grant, project, place), at: [key, index] }));
      default:
        return [{ told: { kind: 'setting', key, value: stableText(value) }, at: [key] }];
    }
  });
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** A command as text is parted at blanks; quoted ones stay with their quotes, so that nothing is taken for less than it is. */
const words = (said: unknown): readonly string[] => (Array.isArray(said) ? said.map(String) : String(said).split(/\s+/).filter(Boolean));

function mounted(entry: unknown, place: ProjectPlace): Told {
  if (typeof entry === 'string') {
    const { source = 'a volume', target } = parseShortVolume(entry);
    return file(target, source, place);
  }
  const { type, source, target } = entry as Spec;
  return file(String(target ?? ''), typeof source === 'string' ? source : String(type), place);
}

/** Where an engine puts it that is told no path. Source: Compose Specification, configs and secrets. */
function granted(section: 'configs' | 'secrets', grant: unknown, project: ComposeFragment, place: ProjectPlace): Told {
  const { source, target } = (typeof grant === 'string' ? { source: grant } : grant) as Spec;
  const name = String(source);
  const home = section === 'configs' ? '' : '/run/secrets';
  const path = String(target ?? name);
  const declared = ((project[section] as Spec | undefined)?.[name] ?? {}) as Spec;
  return file(path.startsWith('/') ? path : `${home}/${path}`, typeof declared['file'] === 'string' ? declared['file'] : name, place);
}

function file(target: string, source: string, { folder, root }: ProjectPlace): Told {
  const path = hostPath(source);
  const repository = path.startsWith('/')
    ? isWithin(path, hostPath(root)) && normalize(path.slice(hostPath(root).length + 1))
    : /^\.\.?(\/|$)/.test(source) && normalize(`${folder}/${path}`);
  return { kind: 'file', target: `/${normalize(target.replace(/^\/+/, ''))}`, source, ...(repository ? { repository } : {}) };
}

import type { KeyPath } from '../../parse/locate.ts';

type Reader = (text: string) => string | number | boolean;

/** Words that Compose takes for booleans where one belongs. */
const flag: Reader = (text) => {
  if (/^(?:true|yes|on|y)$/i.test(text)) return true;
  return /^(?:false|no|off|n)$/i.test(text) ? false : text;
};
const number: Reader = (text) => (/^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text);

/** Below a service; `*` is any one step. Where a value is text in all cases nothing is said. */
const OF_SERVICE: readonly (readonly [string, Reader])[] = [
  ['privileged', flag],
  ['read_only', flag],
  ['init', flag],
  ['stdin_open', flag],
  ['tty', flag],
  ['oom_kill_disable', flag],
  ['use_api_socket', flag],
  ['healthcheck.disable', flag],
  ['depends_on.*.required', flag],
  ['depends_on.*.restart', flag],
  ['volumes.*.read_only', flag],
  ['volumes.*.bind.create_host_path', flag],
  ['volumes.*.volume.nocopy', flag],
  ['env_file.*.required', flag],
  ['build.no_cache', flag],
  ['build.pull', flag],
  ['build.privileged', flag],
  ['scale', number],
  ['cpus', number],
  ['cpu_count', number],
  ['cpu_percent', number],
  ['cpu_shares', number],
  ['mem_swappiness', number],
  ['oom_score_adj', number],
  ['pids_limit', number],
  ['healthcheck.retries', number],
  ['ports.*.target', number],
  ['deploy.replicas', number],
  ['deploy.resources.limits.pids', number],
];
const OF_RESOURCE: readonly (readonly [string, Reader])[] = [
  ['external', flag],
  ['internal', flag],
  ['attachable', flag],
  ['enable_ipv4', flag],
  ['enable_ipv6', flag],
];

const compile = (rows: readonly (readonly [string, Reader])[]) =>
  Map.groupBy(
    rows.map(([path, reader]) => ({ steps: path.split('.'), reader })),
    ({ steps }) => `${steps.length} ${steps.at(-1)}`,
  );
const SERVICE = compile(OF_SERVICE);
const RESOURCE = compile(OF_RESOURCE);
/** The last step of each path, by which most texts are seen to be no more than text. */
const NAMES = new Set([...OF_SERVICE, ...OF_RESOURCE].map(([path]) => path.split('.').at(-1)));

/**
 * Text as the boolean or number that Compose makes of it at this place of a project: after variables are replaced, `read_only: "true"`
 * and `read_only: ${RO}` are as good as `read_only: true`. Source: interpolation of compose-go.
 */
export function typedValue(text: string, at: KeyPath): string | number | boolean {
  if (at.length < 3 || !NAMES.has(String(at.at(-1)))) return text;
  const [section, , ...rest] = at;
  const rows = (section === 'services' ? SERVICE : RESOURCE).get(`${rest.length} ${String(rest.at(-1))}`) ?? [];
  return rows.find(({ steps }) => steps.every((step, index) => step === '*' || step === rest[index]))?.reader(text) ?? text;
}

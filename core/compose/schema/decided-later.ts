import { namesSecret } from '../secret-variable.ts';

type Path = readonly (string | number)[];
type Problem = { readonly path: Path; readonly message: string };
type Spec = Readonly<Record<string, unknown>>;

/** Keys of a service that decide what it holds of its machine. */
const SWITCHES = [
  'cgroup',
  'cgroup_parent',
  'ipc',
  'label_file',
  'network_mode',
  'pid',
  'ports',
  'privileged',
  'runtime',
  'use_api_socket',
  'userns_mode',
  'uts',
  'volumes_from',
];

/**
 * Switches of a service that are a variable still. Nobody could say what they open, or which port or label there is, so pages, doors and
 * firewall would leave out what the machine has.
 */
export function* decidedLater(service: Spec): Iterable<Problem> {
  for (const key of SWITCHES) yield* withSecret(service[key], [key]);
  for (const key of ['post_start', 'pre_stop'])
    for (const [index, hook] of listOf(service[key]).entries()) yield* withSecret(mapOf(hook)['privileged'], [key, index, 'privileged']);
  const build = mapOf(service['build']);
  for (const key of ['privileged', 'network', 'entitlements']) yield* withSecret(build[key], ['build', key]);
  // The value of a label may well be a secret: that of a login, say.
  for (const [index, label] of listOf(service['labels']).entries()) yield* withSecret(String(label).split('=')[0], ['labels', index]);
}

function* withSecret(value: unknown, path: Path): Iterable<Problem> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* withSecret(item, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* withSecret(item, [...path, key]);
  else if (namesSecret(String(value)))
    yield { path, message: 'it is a secret, so nobody knows before it runs what it opens; write what it is' };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const mapOf = (value: unknown): Spec => (typeof value === 'object' && value !== null ? (value as Spec) : {});

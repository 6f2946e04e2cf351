import type { Diagnostic } from '../diagnostic.ts';
import { locate } from './locate.ts';
import type { ParsedFile } from './parse-yaml.ts';

/** Keys that a Compose file has at its top; of them an inventory has `services` and `networks`, too, and means something else. */
const COMPOSE_KEYS = new Set(['version', 'name', 'services', 'networks', 'volumes', 'configs', 'secrets', 'include', 'models']);
/** By these a container is told from a service of the lab. */
const OF_CONTAINERS = ['image', 'build', 'container_name', 'extends'];

/**
 * A Compose file where a file of the inventory belongs, as one mistake with the two ways to put it right.
 *
 * @param service whose own file it is, named for it; undefined for a file with parts of the inventory
 */
export function bareCompose(file: ParsedFile, service: string | undefined): Diagnostic | undefined {
  const { value } = file;
  if (!isMap(value) || !isMap(value['services'])) return undefined;
  const isCompose = Object.keys(value).every((key) => COMPOSE_KEYS.has(key) || key.startsWith('x-'));
  if (!isCompose || (service === undefined && !hasContainersOnly(value['services']))) return undefined;
  const { path } = file.source;
  const folder =
    service === undefined ? `${path.replace(/\/[^/]*$/, '')}/services/<service>` : path.replace(/\.ya?ml$|\/service\.yaml$/, '');
  const whole = service === undefined ? `${folder}.yaml` : path;
  const isFolder = path.endsWith('/service.yaml');
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${path} is a Compose file, and says nothing of what the lab has to know: what it is called and where it runs.`,
    at: locate({ file, path: [] }, ['services'], 'key'),
    hint:
      `${isFolder ? 'Rename' : 'Move'} it to ${folder}/compose.yaml, and write title: and runs-on: into ${folder}/service.yaml; ` +
      `or ${whole === path ? 'keep it here' : `write ${whole}`} with title:, runs-on: and compose:, and all of it indented below compose:.`,
  };
}

const hasContainersOnly = (services: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(services).length > 0 &&
  Object.values(services).every(
    (each) => isMap(each) && !('title' in each) && !('runs-on' in each) && OF_CONTAINERS.some((key) => key in each),
  );

/** What to do with a key of Compose that stands beside those of a service, as `services:` in its file. */
export function composeKeyHint(label: string, key: string): string | undefined {
  if (!/^services\.[^.]+$/.test(label)) return undefined;
  if (key === 'services' || key === 'volumes' || key === 'configs' || key === 'version')
    return `It belongs to Compose: put it below compose: of this service.`;
  return OF_CONTAINERS.includes(key) ? `It belongs to a container: compose: { services: { <container>: { ${key}: … } } }.` : undefined;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

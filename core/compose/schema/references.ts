import { suggest } from '../../../lib/suggest.ts';
import { decidedLater } from './decided-later.ts';
import { machineNetworks } from './machine-networks.ts';
import { basesNamed, configsNamed, isOff, modelsNamed, type NamedThing, servicesNamed, volumesNamed } from './names.ts';
import type { ComposeService } from './service.ts';

type Path = NamedThing['path'];
type Declared = Readonly<Record<string, unknown>>;
type Services = Readonly<Record<string, ComposeService>>;

interface Document {
  readonly services: Services;
  readonly networks?: Declared | undefined;
  readonly volumes?: Declared | undefined;
  readonly configs?: Declared | undefined;
  readonly models?: Declared | undefined;
}

/**
 * Names within a fragment that lead nowhere or in a circle, keys that exclude each other, and what would be read off a key that is not
 * there. Networks and secrets are left to `check/fragment-names-rule.ts`, which knows those that the lab adds.
 */
export function* checkReferences(document: Document): Iterable<{ path: Path; message: string }> {
  const { services, networks = {}, volumes = {}, configs = {}, models = {} } = document;
  yield* machineNetworks(networks);
  for (const [name, service] of Object.entries(services)) {
    const at = (path: Path): Path => ['services', name, ...path];
    if (service.network_mode !== undefined && service.networks !== undefined)
      yield { path: at(['network_mode']), message: 'it cannot be set together with networks' };
    for (const { path, message } of decidedLater(service)) yield { path: at(path), message };
    if (isOff(service)) continue;
    for (const { path, of, optional } of servicesNamed(service)) {
      const message = serviceProblem(of, name, optional === true, services);
      if (message !== undefined) yield { path: at(path), message };
    }
    for (const { path, of } of basesNamed(service))
      if (services[of]?.build === undefined) yield { path: at(path), message: `the fragment builds no service "${of}"` };
    for (const [kind, declared, named] of [
      ['volume', volumes, volumesNamed],
      ['config', configs, configsNamed],
      ['model', models, modelsNamed],
    ] as const)
      for (const { path, of } of named(service))
        if (!Object.hasOwn(declared, of))
          yield { path: at(path), message: `the fragment has no ${kind} "${of}"; ${wayOut(kind, of, declared)}` };
  }
}

function wayOut(kind: string, of: string, declared: Declared): string {
  const near = suggest(of, Object.keys(declared));
  return near === undefined ? `declare it under its ${kind}s` : `did you mean "${near}"?`;
}

function serviceProblem(of: string, name: string, optional: boolean, services: Services): string | undefined {
  const other = services[of];
  if (!other || !Object.hasOwn(services, of)) {
    const near = suggest(
      of,
      Object.keys(services).filter((each) => each !== name),
    );
    return `the fragment has no service "${of}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
  }
  if (of === name) return 'that is the service itself';
  if (isOff(other)) return optional ? undefined : `"${of}" is off, since nothing turns its profile ${other.profiles?.[0]} on`;
  return reaches(of, name, services) ? `"${of}" needs "${name}" in its turn` : undefined;
}

/** Whether one service is, or needs, another. */
function reaches(from: string, to: string, services: Services, seen = new Set<string>()): boolean {
  if (from === to) return true;
  const service = services[from];
  if (!service || seen.has(from)) return false;
  seen.add(from);
  return [...servicesNamed(service)].some(({ of }) => reaches(of, to, services, seen));
}

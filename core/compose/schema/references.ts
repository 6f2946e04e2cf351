import type { ComposeService } from './service.ts';

type Path = readonly (string | number)[];
type Services = Readonly<Record<string, ComposeService>>;

interface Document {
  readonly services: Services;
  readonly volumes?: Readonly<Record<string, unknown>> | undefined;
  readonly configs?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Names within a fragment that lead nowhere or in a circle, and keys that exclude each other. Networks and secrets are left out: the
 * lab adds some of its own.
 */
export function* checkReferences({ services, volumes = {}, configs = {} }: Document): Iterable<{ path: Path; message: string }> {
  for (const [name, service] of Object.entries(services)) {
    const at = (path: Path): Path => ['services', name, ...path];
    if (service.network_mode !== undefined && service.networks !== undefined)
      yield { path: at(['network_mode']), message: 'it cannot be set together with networks' };
    for (const { path, of } of servicesNamed(service)) {
      if (!Object.hasOwn(services, of)) yield { path: at(path), message: `the fragment has no service "${of}"` };
      else if (reaches(of, name, services))
        yield { path: at(path), message: of === name ? 'that is the service itself' : `"${of}" needs "${name}" in its turn` };
    }
    for (const { path, of } of volumesNamed(service)) {
      if (!Object.hasOwn(volumes, of))
        yield { path: at(path), message: `the fragment has no volume "${of}"; declare it under its volumes` };
    }
    for (const [index, grant] of (service.configs ?? []).entries()) {
      const of = typeof grant === 'string' ? grant : grant.source;
      if (!Object.hasOwn(configs, of))
        yield { path: at(['configs', index]), message: `the fragment has no config "${of}"; declare it under its configs` };
    }
  }
}

/** Whether one service is, or needs, another. */
function reaches(from: string, to: string, services: Services, seen = new Set<string>()): boolean {
  if (from === to) return true;
  const service = services[from];
  if (!service || seen.has(from)) return false;
  seen.add(from);
  return [...servicesNamed(service)].some(({ of }) => reaches(of, to, services, seen));
}

function* servicesNamed(service: ComposeService): Iterable<{ path: Path; of: string }> {
  const { depends_on: needs = [], links = [], volumes_from: volumesFrom = [], network_mode: mode, extends: base } = service;
  if (Array.isArray(needs)) for (const [index, of] of needs.entries()) yield { path: ['depends_on', index], of };
  else for (const [of, need] of Object.entries(needs)) if (need.required !== false) yield { path: ['depends_on', of], of };
  for (const [index, link] of links.entries()) yield { path: ['links', index], of: link.split(':')[0] ?? link };
  for (const [index, from] of volumesFrom.entries())
    if (!from.startsWith('container:')) yield { path: ['volumes_from', index], of: from.split(':')[0] ?? from };
  if (mode?.startsWith('service:')) yield { path: ['network_mode'], of: mode.slice('service:'.length) };
  if (typeof base === 'string') yield { path: ['extends'], of: base };
  else if (base && base.file === undefined) yield { path: ['extends', 'service'], of: base.service };
}

function* volumesNamed(service: ComposeService): Iterable<{ path: Path; of: string }> {
  for (const [index, volume] of (service.volumes ?? []).entries()) {
    if (typeof volume === 'string') {
      const [source = '', target] = volume.split(':');
      if (target !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) yield { path: ['volumes', index], of: source };
    } else if (volume.type === 'volume' && volume.source !== undefined && !volume.source.includes('$')) {
      yield { path: ['volumes', index, 'source'], of: volume.source };
    }
  }
}

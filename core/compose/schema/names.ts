import type { ComposeService } from './service.ts';

/** A name that a service says of something else in its project, and where it says it. */
export interface NamedThing {
  /** Within the service. */
  readonly path: readonly (string | number)[];
  readonly of: string;
}

/** Other services that a service needs to run; `optional` ones may be off, but have to be there. */
export function* servicesNamed(service: ComposeService): Iterable<NamedThing & { readonly optional?: true }> {
  const { depends_on: needs = [], links = [], volumes_from: volumesFrom = [], extends: base } = service;
  if (Array.isArray(needs)) for (const [index, of] of needs.entries()) yield { path: ['depends_on', index], of };
  else
    for (const [of, { required }] of Object.entries(needs))
      yield { path: ['depends_on', of], of, ...(required === false ? { optional: true } : {}) };
  for (const [index, link] of links.entries()) yield { path: ['links', index], of: link.split(':')[0] ?? link };
  for (const [index, from] of volumesFrom.entries())
    if (!from.startsWith('container:')) yield { path: ['volumes_from', index], of: from.split(':')[0] ?? from };
  for (const key of ['network_mode', 'ipc', 'pid', 'uts'] as const) {
    const of = lender(service[key]);
    if (of !== undefined) yield { path: [key], of };
  }
  if (typeof base === 'string') yield { path: ['extends'], of: base };
  else if (base && base.file === undefined) yield { path: ['extends', 'service'], of: base.service };
}

/** Services whose images a build begins with. */
export function* basesNamed({ build }: ComposeService): Iterable<NamedThing> {
  if (typeof build !== 'object') return;
  for (const { path, of } of pairsOf(build.additional_contexts)) {
    const from = lender(of);
    if (from !== undefined) yield { path: ['build', 'additional_contexts', ...path], of: from };
  }
}

/** The service of `service:<name>`. */
const lender = (value: unknown): string | undefined => (typeof value === 'string' ? /^service:(.*)$/s.exec(value)?.[1] : undefined);

/** A map, or a list of `KEY=value`. */
function* pairsOf(pairs: unknown): Iterable<NamedThing> {
  if (Array.isArray(pairs)) for (const [index, pair] of pairs.entries()) yield { path: [index], of: String(pair).replace(/^[^=]*=/, '') };
  else for (const [key, value] of Object.entries(pairs ?? {})) yield { path: [key], of: String(value) };
}

/** Volumes with a name. */
export function* volumesNamed({ volumes = [] }: ComposeService): Iterable<NamedThing> {
  for (const [index, volume] of volumes.entries()) {
    if (typeof volume === 'string') {
      const [source = '', target] = volume.split(':');
      if (target !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) yield { path: ['volumes', index], of: source };
    } else if (volume.type === 'volume' && volume.source !== undefined && !volume.source.includes('$')) {
      yield { path: ['volumes', index, 'source'], of: volume.source };
    }
  }
}

export function* configsNamed({ configs = [] }: ComposeService): Iterable<NamedThing> {
  yield* granted(configs, ['configs']);
}

/** Secrets of the container and of its build. */
export function* secretsNamed({ secrets = [], build }: ComposeService): Iterable<NamedThing> {
  yield* granted(secrets, ['secrets']);
  if (typeof build === 'object') yield* granted(build.secrets ?? [], ['build', 'secrets']);
}

function* granted(grants: readonly (string | { readonly source: string })[], at: NamedThing['path']): Iterable<NamedThing> {
  for (const [index, grant] of grants.entries()) {
    if (typeof grant === 'string') yield { path: [...at, index], of: grant };
    else yield { path: [...at, index, 'source'], of: grant.source };
  }
}

export function* networksNamed({ networks = [] }: ComposeService): Iterable<NamedThing> {
  if (Array.isArray(networks)) for (const [index, of] of networks.entries()) yield { path: ['networks', index], of };
  else for (const of of Object.keys(networks)) yield { path: ['networks', of], of };
}

export function* modelsNamed({ models = [] }: ComposeService): Iterable<NamedThing> {
  if (Array.isArray(models)) for (const [index, of] of models.entries()) yield { path: ['models', index], of };
  else for (const of of Object.keys(models)) yield { path: ['models', of], of };
}

/** Whether nobody starts a service unless its profile is named; what it says is not followed then. */
export function isOff({ profiles = [] }: ComposeService): boolean {
  return profiles.length > 0;
}

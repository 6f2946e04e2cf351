import { composeEscape } from '../../formats/compose-escape.ts';
import type { Lab } from '../model/lab/lab.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import type { ConfigFile } from './config-files.ts';
import type { ContainerNetwork } from './container-networks.ts';
import type { Difference, Kept } from './difference.ts';
import type { ContainerEngine } from './engine.ts';
import { overlayContainer } from './overlay/overlay.ts';
import { networkKeys } from './project-networks.ts';
import { secretsBeside } from './secrets-beside.ts';

type Tree = Readonly<Record<string, unknown>>;

export interface ProjectParts {
  /** What the project has beside its containers. */
  readonly document: Tree;
  /** Containers of the lab beside those of the project. */
  readonly services: Tree;
  readonly differences: readonly Difference[];
  readonly kept: readonly Kept[];
}

interface Given {
  readonly shared: readonly ContainerNetwork[];
  readonly engine: ContainerEngine;
  readonly configs: Tree;
  readonly moved: readonly ConfigFile[];
  /** Path on the machine of a secret's file. */
  readonly secretPath: (id: string) => string;
  readonly lab: Lab;
}

/** What the lab adds to a project outside of its containers: a name, networks, files of secrets, and the proxy before the engine's API. */
export function projectParts(service: Service, project: ComposeFragment, given: Given): ProjectParts {
  const { configs } = given;
  const networks = networksOf(service, project, given);
  const secrets = secretsOf(service, project, given);
  const all = { ...networks.added, ...(project['networks'] as Tree | undefined) };
  const files = { ...secrets.added, ...(project['secrets'] as Tree | undefined), ...secrets.moved };
  const proxy = service.engineApi ? apiProxy(given, service.engineApi.allow, networks.key) : undefined;
  return {
    document: {
      name: service.project,
      ...(Object.keys(configs).length > 0 ? { configs } : {}),
      ...(Object.keys(all).length > 0 ? { networks: all } : {}),
      ...(Object.keys(files).length > 0 ? { secrets: files } : {}),
    },
    services: proxy ? { [given.engine.apiProxy.container]: proxy } : {},
    differences: [
      ...nameDifference(service, project),
      ...Object.keys(networks.added).map((key) =>
        added(['networks', key], 'It joins services that are not of this project (expose, needs, uses).'),
      ),
      ...Object.keys(secrets.added).map((id) => added(['secrets', id], 'The file of the machine that holds the secret (secrets).')),
      ...Object.keys(secrets.moved).map(
        (id): Difference => ({
          path: ['secrets', id, 'file'],
          change: 'changed',
          because: 'A secret lies with the other secret files of the machine, not beside this file, which is in Git.',
          undo: 'an absolute path in the project',
        }),
      ),
      ...given.moved.map(
        ({ path }): Difference => ({
          path: ['configs', path.replace(/^.*\//, '')],
          change: 'changed',
          because: 'Its content is a file beside this one, since an engine cannot copy content into a read-only container.',
        }),
      ),
      ...(proxy
        ? [
            added(
              ['services', given.engine.apiProxy.container],
              `It lets the project read some of the ${given.engine.name} API, and change nothing.`,
            ),
          ]
        : []),
    ],
    kept: secrets.kept,
  };
}

function added(path: readonly string[], because: string): Difference {
  return { path, change: 'added', because };
}

function nameDifference({ id, project }: Service, { name }: ComposeFragment): Difference[] {
  if (name === project) return [];
  const because = project === id ? 'The project is called like the service.' : 'The project is called as it is where it runs today.';
  return [{ path: ['name'], change: name === undefined ? 'added' : 'changed', because }];
}

function networksOf(
  { engineApi }: Service,
  project: ComposeFragment,
  { shared, engine }: Given,
): { readonly added: Tree; readonly key: string } {
  const { network } = engine.apiProxy;
  const keys = networkKeys(project, [...shared.map(({ name }) => name), network]);
  const key = keys.get(network) ?? network;
  const own = (project['networks'] ?? {}) as Tree;
  const joined = shared.map(({ name }): readonly [string, unknown] => [keys.get(name) ?? name, { name, external: true }]);
  return {
    added: {
      ...Object.fromEntries(joined.filter(([name]) => !Object.hasOwn(own, name))),
      ...(engineApi ? { [key]: { internal: true } } : {}),
    },
    key,
  };
}

function secretsOf(
  service: Service,
  project: ComposeFragment,
  { secretPath }: Given,
): { readonly added: Tree; readonly moved: Tree; readonly kept: readonly Kept[] } {
  const own = (project['secrets'] ?? {}) as Tree;
  const secrets = service.secrets.filter(({ defines }) => !defines);
  const path = (id: string) => composeEscape(secretPath(id));
  return {
    added: Object.fromEntries(secrets.filter(({ id }) => !Object.hasOwn(own, id)).map(({ id }) => [id, { file: path(id) }])),
    moved: Object.fromEntries(secretsBeside(project).map(({ key, resource, name }) => [key, { ...resource, file: path(name) }])),
    kept: secrets
      .filter(({ id }) => Object.hasOwn(own, id))
      .map(({ id }) => ({ path: ['secrets', id], lab: path(id), because: 'The project says where the secret is.' })),
  };
}

/** It is in no other network than the one between it and the container that asks. */
function apiProxy({ engine, lab }: Given, allow: readonly string[], network: string): Tree {
  const { container, fragment } = engine.apiProxy;
  const project = { ...fragment(allow, lab.socketProxy), networks: { [network]: {} } };
  return overlayContainer(container, project, {
    timezone: lab.timezone,
    limits: { pids: lab.limits.pids },
    hardening: 'none',
    isAwaited: false,
    networks: {},
    labels: {},
    needsLabel: () => false,
    secrets: [],
  }).document;
}

import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import { secretFolder } from '../facts/backup/places.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import { type ConfigFile, configFiles } from './config-files.ts';
import { type ContainerNetwork, containerNetworksOf } from './container-networks.ts';
import { byPlace, type Difference, type Kept } from './difference.ts';
import { type StatedDoor, statedDoorsOf } from './doors/stated-door.ts';
import type { ContainerEngine } from './engine.ts';
import { engineOf } from './engine-of.ts';
import { labDecisions } from './lab-decisions.ts';
import { type Overlay, overlayContainer } from './overlay/overlay.ts';
import { externalNetworks } from './project-networks.ts';
import { projectParts } from './project-parts.ts';
import { type FileReader, projectSecrets, readerOf } from './secret-files.ts';

/** A project with what the lab decides laid over it. */
export interface Stack {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** What runs it. */
  readonly engine: ContainerEngine;
  /** Path of the file: `infra/compose/<machine>/<service>/compose.yaml`. */
  readonly path: string;
  /** A Compose Specification document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Shared container networks that it joins; they exist before it starts. */
  readonly networks: readonly string[];
  /** Files that the project has inline, beside the Compose file. */
  readonly configFiles: readonly ConfigFile[];
  /** Folders of the machine that must have an owner other than root, before the containers start. */
  readonly folders: readonly { readonly path: string; readonly owner: string }[];
  /**
   * Files of the machine that have to be there, since an engine makes folders of missing ones, and that the user of the container has
   * to be able to read.
   */
  readonly secretFiles: readonly {
    readonly path: string;
    /** Variables of the project that it has to define. */
    readonly defines?: readonly string[];
    readonly user?: { readonly uid: string; readonly gid: string };
  }[];
  /** What its containers hold of the machine. */
  readonly doors: readonly StatedDoor[];
  /** All that the document has otherwise than the project of the inventory: without it, it is that project. Sorted by place. */
  readonly differences: readonly Difference[];
  /** Where the project said something that a decision of the lab gave way to. Sorted by place. */
  readonly kept: readonly Kept[];
}

/** Lays what the lab decides over every project, and says where it did. */
export const stacksOf = once((model: Model): readonly Stack[] => {
  const networks = new Map<Service, ContainerNetwork[]>();
  for (const network of containerNetworksOf(model))
    for (const member of [network.provider, ...network.consumers]) {
      const known = networks.get(member);
      if (known) known.push(network);
      else networks.set(member, [network]);
    }
  return model.services
    .flatMap((service) => (service.planned || !service.compose ? [] : stack(service, service.compose, model, networks.get(service) ?? [])))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
});

function stack(service: Service, project: ComposeFragment, model: Model, shared: readonly ContainerNetwork[]): Stack {
  const { runsOn: machine } = service;
  const engine = engineOf(model);
  const decisions = labDecisions(service, project, model, shared);
  const results = Object.entries(project.services).map(([name, spec]): readonly [string, Overlay] => {
    const decision = decisions.get(name);
    return [name, decision ? overlayContainer(name, spec, decision) : { document: spec, differences: [], kept: [] }];
  });
  const { configs, files } = configFiles(project, new Set(service.companions.map(({ path }) => path)));
  const secretPath = (id: string) => `${secretFolder(service)}/${id}`;
  const parts = projectParts(service, project, { shared, engine, configs, moved: files, secretPath, lab: model.lab });
  const document = {
    ...project,
    ...parts.document,
    services: { ...Object.fromEntries(results.map(([name, { document }]) => [name, document])), ...parts.services },
  };
  return {
    service,
    machine,
    engine,
    path: `infra/compose/${machine.id}/${service.id}/compose.yaml`,
    document,
    doors: statedDoorsOf(service, model.services, engine),
    configFiles: files,
    networks: [...new Set([...shared.map(({ name }) => name), ...externalNetworks(project).map(({ name }) => name)])],
    folders: service.data.flatMap(({ path, owner }) => (owner !== undefined && path.startsWith('/') ? [{ path, owner }] : [])),
    secretFiles: projectSecrets(service).map((secret) => ({
      path: secret.path,
      ...(secret.declared?.defines ? { defines: secret.declared.defines } : {}),
      ...userOf(readerOf(service, secret)),
    })),
    differences: [...parts.differences, ...switchedOn(service), ...results.flatMap(([, { differences }]) => differences)].sort(byPlace),
    kept: [...parts.kept, ...results.flatMap(([, { kept }]) => kept)].sort(byPlace),
  };
}

function switchedOn({ switchedOn }: Service): Difference[] {
  return switchedOn.map((container) => ({
    container,
    path: ['profiles'],
    change: 'removed',
    because: 'One of its profiles is on here, so it always runs.',
    undo: 'take the profile out of profiles: of the service or of its machine',
  }));
}

/** Root reads everything. */
function userOf(reader: FileReader): Pick<Stack['secretFiles'][number], 'user'> {
  return reader === 'unknown' || reader.uid === 0 ? {} : { user: { uid: `${reader.uid}`, gid: `${reader.gid}` } };
}

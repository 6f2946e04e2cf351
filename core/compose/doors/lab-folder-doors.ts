import type { ComposeFragment, Service } from '../../model/service/service.ts';
import type { Door } from './door.ts';
import { hostPath, isWithin } from './host-path.ts';
import { mountsOf } from './mounts-of.ts';

/**
 * Mounts of what the lab itself has on a machine: the repository, from which root starts containers, where they are written to, and the
 * secret files of other services. What a service has below its own names is its own.
 */
export function labFolderDoors({ id, runsOn }: Service, project: ComposeFragment): readonly Door[] {
  const { engine } = runsOn;
  if (!engine) return [];
  const [root, secrets] = [hostPath(engine.root), hostPath(engine.secrets)];
  const own = [`${root}/infra/compose/${runsOn.id}/${id}`, `${secrets}/${id}`];
  return Object.keys(project.services).flatMap((container) =>
    mountsOf(container, project, runsOn).flatMap(({ source, readOnly, by, path: at }): Door[] => {
      const path = hostPath(source);
      if (own.some((folder) => isWithin(path, folder) && path !== root)) return [];
      const touches = (folder: string) => isWithin(path, folder) || isWithin(folder, path);
      const why = touches(secrets)
        ? 'where the secret files of other services are'
        : touches(root) && !readOnly
          ? 'where the files are that root starts containers with'
          : undefined;
      const what = `${by ?? 'mounts'} ${source}${readOnly && by === undefined ? ' read-only' : ''}, ${why}`;
      return why === undefined ? [] : [{ container, kind: 'folder', key: path, what, path: at }];
    }),
  );
}

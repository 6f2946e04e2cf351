import type { ComposeFragment, Service } from '../../model/service/service.ts';
import { asSpec, type Door } from './door.ts';
import { hostPath, isWithin } from './host-path.ts';
import { mountsOf } from './mounts-of.ts';

/** What below `/etc` tells no secret and changes nothing but what is said of the machine, or is of programs that get certificates. */
const HARMLESS = /^(?:localtime|timezone|machine-id|os-release|lsb-release|debian_version|hostname|resolv\.conf|letsencrypt|issue|motd)$/;

/**
 * Mounts of what lies below `/etc`, is nothing that every machine has, and is not called like the service, a container of it or an image. It
 * may be the settings of the application, or of a program that root runs: nobody can say, so it may wait.
 */
export function settingsDoors({ id, project: name, runsOn }: Service, project: ComposeFragment): readonly Door[] {
  const own = words(
    id,
    name,
    ...Object.entries(project.services).flatMap(([container, spec]) => [container, String(asSpec(spec)['image'] ?? '')]),
  );
  return Object.keys(project.services).flatMap((container) =>
    mountsOf(container, project, runsOn).flatMap(({ source, readOnly, by, path }): Door[] => {
      // A secret file of its own.
      if (runsOn.engine && isWithin(hostPath(source), `${hostPath(runsOn.engine.secrets)}/${id}`)) return [];
      const [, first] = /^\/etc\/([^/]+)/.exec(hostPath(source)) ?? [];
      if (first === undefined || HARMLESS.test(first) || [...words(first)].some((word) => own.has(word))) return [];
      const what = `${by ?? 'mounts'} ${source}${readOnly && by === undefined ? ' read-only' : ''}, and nobody knows whether it is of a program that root runs`;
      return [{ container, kind: 'folder', key: hostPath(source), what, isDoubtful: true, path }];
    }),
  );
}

/** What names are made of: of `ghcr.io/owner/mail-server:2` each part of the path, and its words. */
function words(...names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const parts = name
        .toLowerCase()
        .replace(/@.*$/, '')
        .replace(/:[^/]*$/, '')
        .split('/');
      return [...parts, ...parts.flatMap((part) => part.split(/[^a-z0-9]+/))].filter((word) => word.length > 1 && !COMMON.has(word));
    }),
  );
}

/** Words of registries, names and files that say nothing of whose a thing is. */
const COMMON = new Set('com conf config data db etc ghcr io latest lab net org server service'.split(' '));

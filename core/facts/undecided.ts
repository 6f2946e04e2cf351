import { once } from '../../lib/once.ts';
import { writableMounts } from '../compose/mounts.ts';
import { movingTag } from '../compose/moving-tag.ts';
import { runningContainers } from '../compose/running-containers.ts';
import type { Model } from '../contract.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';

/** State of a service of which the inventory does not say whether it is backed up. */
export interface UndecidedPath {
  readonly service: Service;
  /** Path on the machine, without a slash at its end, or name of a volume; absent for an anonymous volume. */
  readonly source?: string;
  /** Where containers have it, sorted by container; `index` is the position in their `volumes`. */
  readonly mounts: readonly [UndecidedMount, ...UndecidedMount[]];
}

interface UndecidedMount {
  readonly container: string;
  readonly target: string;
  readonly index: number;
}

/** A container that two starts may run different programs in. */
export interface MovingImage {
  readonly service: Service;
  readonly container: string;
  readonly image: string;
  /** What is wrong with its tag, in words that follow the image: `has no tag`. */
  readonly because: string;
}

/** What keeps state and has no entry under `data` of its service, each path once. A planned service has nothing yet. */
export const undecidedPathsOf = once((service: Service): readonly UndecidedPath[] => {
  if (service.planned || !service.compose) return [];
  const found = new Map<string, UndecidedPath>();
  for (const [container, spec] of sortedContainers(service.compose))
    for (const { source: written, target, index } of writableMounts(spec)) {
      const source = written === undefined ? undefined : clean(written);
      if (source !== undefined && service.data.some(({ path }) => covers(path, source))) continue;
      const mount: UndecidedMount = { container, target, index };
      const key = source === undefined ? JSON.stringify([container, index]) : source;
      const before = found.get(key);
      found.set(
        key,
        before
          ? { ...before, mounts: [...before.mounts, mount] }
          : { service, ...(source === undefined ? {} : { source }), mounts: [mount] },
      );
    }
  return [...found.values()];
});

/** The containers of a service whose image is not pinned, sorted by container. */
export const movingImagesOf = once((service: Service): readonly MovingImage[] => {
  if (service.planned || !service.compose) return [];
  return sortedContainers(service.compose).flatMap(([container, { image }]) => {
    const because = typeof image === 'string' ? movingTag(image) : undefined;
    return typeof image !== 'string' || because === undefined ? [] : [{ service, container, image, because }];
  });
});

/** What the whole lab has not decided yet, by service. Empty in a lab that lets no decision wait. */
export const undecidedOf = once((model: Model): { readonly paths: readonly UndecidedPath[]; readonly images: readonly MovingImage[] } => ({
  paths: model.services.flatMap(undecidedPathsOf),
  images: model.services.flatMap(movingImagesOf),
}));

/** How pages name such a path. */
export function undecidedName({ source, mounts: [{ target }] }: UndecidedPath): string {
  return source ?? `anonymous volume at ${target}`;
}

/** Which containers have it where: `/data in app`. */
export function undecidedUse({ mounts }: UndecidedPath): string {
  return mounts.map(({ container, target }) => `${target} in ${container}`).join(', ');
}

function sortedContainers(project: ComposeFragment): ReturnType<typeof runningContainers> {
  return runningContainers(project).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const clean = (path: string): string => path.replace(/(?<=.)\/+$/, '');

/** Whether a declared data path holds a mount: the same path or a folder above it. */
function covers(declared: string, source: string): boolean {
  const [folder, path] = [clean(declared), clean(source)];
  return path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
}

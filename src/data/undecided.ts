import { type MovingImage, movingImagesOf, type UndecidedPath, undecidedOf } from '../../core/facts/undecided.ts';
import type { Service } from '../../core/model/service/service.ts';
import { model } from './lab.ts';

export { undecidedName, undecidedPathsOf, undecidedUse } from '../../core/facts/undecided.ts';

/** State of which nobody has decided whether it is kept, by service. */
export const undecidedPaths: readonly UndecidedPath[] = undecidedOf(model).paths;

/** Containers that may run another program tomorrow, by service. */
export const movingImages: readonly MovingImage[] = undecidedOf(model).images;

/** Why the image of a container is no fixed version; undefined for one that is. */
export function movingBecause(service: Service, container: string): string | undefined {
  return movingImagesOf(service).find((image) => image.container === container)?.because;
}

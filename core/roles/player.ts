import type { Service } from '../model/service/service.ts';

/** What a system says of each role that it plays. */
export interface Player {
  /**
   * Names of the images that its program comes in, without registry, owner and tag: `web` stands for `web:v3.6` and for
   * `mirror.example.net/library/web@sha256:…`. An image that was built under another name is declared in the inventory.
   */
  readonly images: readonly string[];
}

/** Whether a container of the service runs an image of this player. */
export function runs(player: Player, service: Service): boolean {
  return containerRunning(player, service) !== undefined;
}

/** Name in the fragment of the container that runs an image of this player; the first by name where several do. */
export function containerRunning(player: Player, { compose }: Service): string | undefined {
  return Object.entries(compose?.services ?? {})
    .filter(([, { image }]) => typeof image === 'string' && player.images.includes(imageName(image)))
    .map(([name]) => name)
    .sort()[0];
}

/** Images of the service's containers as the fragment has them; empty without a fragment. */
export function imagesOf({ compose }: Service): readonly string[] {
  const images = Object.values(compose?.services ?? {}).flatMap(({ image }) => (typeof image === 'string' ? [image] : []));
  return [...new Set(images)].sort();
}

/** {@link imageName} of the image of a container; empty for none. */
export const imageNameOf = (image: unknown): string => (typeof image === 'string' ? imageName(image) : '');

/** `web` of `registry.example.net:5000/library/web:v3.6@sha256:…`. */
function imageName(image: string): string {
  const path = image.replace(/@.*$/, '');
  return path.slice(path.lastIndexOf('/') + 1).replace(/:.*$/, '');
}

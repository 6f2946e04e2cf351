/** Names of images that a service could be changed to. */

/** A newer version that runs as the one before. */
export const nextImage = (image: string): string => `${image}-next`;

/** One whose program ends at once with a failure. */
export const brokenImage = (image: string): string => `${image}-broken`;

/** One that nobody has. */
export const missingImage = (image: string): string => `${image}-missing`;

/** A Compose file with another version of an image; nothing else of its text changes. Throws where the image is not in it. */
export function withImage(content: string, image: string, other: string): string {
  const pattern = new RegExp(`(image: "?)${image.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}("?)$`, 'gm');
  const changed = content.replace(pattern, (_, before: string, after: string) => `${before}${other}${after}`);
  if (changed === content) throw new Error(`the image ${image} is not in the file`);
  return changed;
}

import type { Guest } from '../../../core/model/guest/guest.ts';
import { type HclValue, hclReference } from '../../../formats/hcl.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { Image, TerraformOptions } from '../options/terraform-options.ts';
import { resourceName } from './resource-name.ts';
import { imageOf, type TerraformLab } from './terraform-lab.ts';

type DownloadedImage = Extract<Image, { readonly url: string }>;

/** An image that a node downloads. A storage called `local` is each node's own, so each node has its copy. */
export interface Download {
  /** Name of its resource. */
  readonly name: string;
  readonly node: string;
  readonly image: DownloadedImage;
}

/** Each image once for each node with a guest that is made from it; sorted by name. */
export function downloadsOf({ options, guests }: TerraformLab): readonly Download[] {
  const downloads = new Map<string, Download>();
  for (const guest of guests) {
    const download = downloadOf(options, guest);
    if (download) downloads.set(download.name, download);
  }
  return [...downloads.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function downloadOf(options: TerraformOptions, guest: Guest): Download | undefined {
  const found = imageOf(options, guest);
  if (!found || !('url' in found.image)) return undefined;
  const node = nodeOf(guest);
  // Neither ids nor names of nodes have an underscore.
  return { name: `${resourceName(found.id)}_${node}`, node, image: found.image };
}

/** What a guest's disk is made from, for an attribute that takes the id of a file; undefined for a clone. */
export function fileOf(options: TerraformOptions, guest: Guest): HclValue | undefined {
  const download = downloadOf(options, guest);
  if (download) return hclReference(`proxmox_download_file.${download.name}.id`);
  const image = imageOf(options, guest)?.image;
  return image && 'file' in image ? image.file : undefined;
}

/** The `clone` block of a guest that is made from a template. */
export function cloneOf(options: TerraformOptions, guest: Guest) {
  const image = imageOf(options, guest)?.image;
  if (!image || !('template' in image)) return [];
  const node_name = image.node === nodeOf(guest) ? undefined : image.node;
  // In full, so that the template may go; onto the storage that the guest says.
  return [{ type: 'clone', attributes: { vm_id: image.template, node_name, datastore_id: datastoreOf(options, guest), full: true } }];
}

/** Where its disk is. */
export function datastoreOf({ datastore }: TerraformOptions, guest: Guest): string {
  return optionsOf(guest).datastore ?? datastore;
}

export function nodeOf({ host }: Guest): string {
  return host.hypervisor?.node ?? host.id;
}

import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Inventory } from '../../../core/model/inventory.ts';
import { once } from '../../../lib/once.ts';
import { isProxmox } from '../facts/is-proxmox.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { Image, TerraformOptions } from '../options/terraform-options.ts';

/** What Terraform makes in a lab that asks for it. */
export interface TerraformLab {
  readonly options: TerraformOptions;
  readonly hosts: readonly Host[];
  /** Guests that it makes or takes over; sorted by id. Planned ones come when they are planned no more. */
  readonly guests: readonly Guest[];
  /** Guests that it leaves to people, and why. */
  readonly byHand: readonly { readonly guest: Guest; readonly because: string }[];
}

/** Undefined where the lab does not ask for it, or has nothing that it could make. */
export const terraformLab = once((inventory: Inventory): TerraformLab | undefined => {
  const options = inventory.lab.systems.proxmox.terraform;
  const hosts = inventory.hosts.filter((host) => isProxmox(host) && !host.planned);
  if (!options || hosts.length === 0) return undefined;
  const guests = inventory.guests.filter(({ planned, host }) => !planned && hosts.includes(host));
  const byHand = guests.flatMap((guest) => {
    const because = optionsOf(guest)['by-hand'];
    return because === undefined ? [] : [{ guest, because }];
  });
  return { options, hosts, guests: guests.filter((guest) => optionsOf(guest)['by-hand'] === undefined), byHand };
});

/** What a guest is made from, with its id; undefined where the inventory leaves it open, which the checks refuse. */
export function imageOf({ images }: TerraformOptions, guest: Guest): { readonly id: string; readonly image: Image } | undefined {
  const said = optionsOf(guest).image;
  const [id, another] = said === undefined ? Object.keys(images).filter((each) => images[each]?.for === guest.type) : [said];
  const image = id === undefined || another !== undefined ? undefined : images[id];
  return id === undefined || !image ? undefined : { id, image };
}

/** Whether Proxmox VE and Terraform both refuse to destroy it. */
export function isProtected(guest: Guest): boolean {
  return optionsOf(guest).disposable === undefined;
}

/** Address of its resource, as `-target` takes it. */
export function resourceType({ type }: Guest): string {
  return type === 'vm' ? 'proxmox_virtual_environment_vm' : 'proxmox_virtual_environment_container';
}

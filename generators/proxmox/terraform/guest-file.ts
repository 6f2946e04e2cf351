import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import { type HclBlock, type HclBody, hclReference } from '../../../formats/hcl.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { containerParts } from './container.ts';
import { nodeOf } from './downloads.ts';
import { resourceName } from './resource-name.ts';
import { startsOf } from './start-order.ts';
import { isProtected, resourceType } from './terraform-lab.ts';
import { type GuestParts, vmParts } from './vm.ts';

/** Seconds that others wait for a guest that they need. */
const UP_DELAY = 30;

/** A guest, and how it is taken over where it was there before. */
export function guestFile(model: Model, options: TerraformOptions, guest: Guest): HclBody {
  const labels = [resourceType(guest), resourceName(guest.id)];
  const { exists } = optionsOf(guest);
  const parts = guest.type === 'vm' ? vmParts(model, options, guest) : containerParts(model, options, guest);
  const attributes = {
    node_name: nodeOf(guest),
    vm_id: guest.vmid,
    pool_id: options.pool,
    description: guest.title,
    tags: ['rackbook'],
    protection: isProtected(guest),
    ...parts.attributes,
  };
  const resource: HclBlock = {
    type: 'resource',
    labels,
    attributes,
    blocks: [...parts.blocks, startup(model, guest), lifecycle(guest, parts)],
  };
  const taken: HclBlock = {
    type: 'import',
    attributes: { to: hclReference(labels.join('.')), id: `${nodeOf(guest)}/${guest.vmid}` },
  };
  return { blocks: exists ? [taken, resource] : [resource] };
}

function startup(model: Model, guest: Guest): HclBlock {
  const start = startsOf(model).get(guest);
  return { type: 'startup', attributes: { order: String(start?.order ?? 1), up_delay: start?.awaited ? String(UP_DELAY) : undefined } };
}

/** Nothing remakes a guest or its disks because what it was made from has changed. */
function lifecycle(guest: Guest, { born, taken }: GuestParts): HclBlock {
  const isWithin = (path: string) => taken.some((whole) => path.startsWith(`${whole}[`));
  const ignored = optionsOf(guest).exists ? [...born.filter((path) => !isWithin(path)), ...taken] : born;
  const attributes = { prevent_destroy: isProtected(guest) ? true : undefined, ignore_changes: ignored.toSorted().map(hclReference) };
  return { type: 'lifecycle', attributes };
}

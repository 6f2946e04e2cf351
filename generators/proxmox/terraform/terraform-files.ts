import type { GeneratedFile, Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { emitHcl, type HclBody } from '../../../formats/hcl.ts';
import { ACCESS_FOLDER } from '../access/access-folder.ts';
import { optionsOf } from '../options/guest-options.ts';
import { guestFile } from './guest-file.ts';
import { imagesFile, versionsFile } from './shared-files.ts';
import { type TerraformLab, terraformLab } from './terraform-lab.ts';

export const TERRAFORM_FOLDER = 'infra/terraform/proxmox';
const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

/** Guests, and what they are made from, for Terraform; nothing in a lab that does not ask for it. */
export function* terraformFiles(model: Model): Iterable<GeneratedFile> {
  const lab = terraformLab(model);
  if (!lab) return;
  const { guests, hosts } = lab;
  const shared = hosts.map(({ subject }) => subject);
  function* file(name: string, body: HclBody, about: readonly SubjectId[], ...header: string[]): Iterable<GeneratedFile> {
    if (body.blocks?.length === 0) return;
    yield { path: `${TERRAFORM_FOLDER}/${name}`, content: emitHcl(body, { header: [FROM_INVENTORY, ...header] }), about };
  }
  yield* file('versions.tf', versionsFile(lab), shared, ...headerOf(lab));
  yield* file('images.tf', imagesFile(lab), shared);
  for (const guest of guests)
    yield* file(`guest-${guest.id}.tf`, guestFile(model, lab.options, guest), [guest.subject], ...deviceHeader(guest));
}

function headerOf({ byHand }: TerraformLab): readonly string[] {
  return [
    'The API token comes from PROXMOX_VE_API_TOKEN in the environment, never from a file.',
    ...byHand.map(({ guest, because }) => `Left to people: ${guest.id} (${guest.vmid}), because ${because}`),
  ];
}

function deviceHeader(guest: Guest): readonly string[] {
  const { devices } = optionsOf(guest);
  if (devices.length === 0) return [];
  return [`${devices.map(({ path }) => path).join(', ')}: given by ${ACCESS_FOLDER}/apply.sh, since root alone may.`];
}

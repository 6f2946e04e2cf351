import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { KeyPath } from '../../../core/parse/locate.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { suggest } from '../../../lib/suggest.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { imageOf, terraformLab } from '../terraform/terraform-lab.ts';

/** A guest that Terraform is to make says all that has to be known, and nothing that its type cannot have. */
export function checkTerraform(model: Model, reporter: Reporter): void {
  const lab = terraformLab(model);
  for (const guest of lab?.guests ?? []) {
    checkSizes(guest, reporter);
    checkImage(guest, lab?.options, reporter);
    checkType(guest, reporter);
    checkDevices(guest, lab?.options, reporter);
  }
}

function checkSizes(guest: Guest, reporter: Reporter): void {
  const sizes = { cores: guest.cores, memory: guest.memoryMiB, disk: guest.diskGiB };
  const missing = Object.entries(sizes).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) incomplete(guest, reporter, `has no ${missing.join(', no ')}`, `Say ${missing.join(' and ')}`);
}

function incomplete(guest: Guest, reporter: Reporter, lacks: string, remedy: string, path: KeyPath = []): void {
  reporter.report('guest-incomplete', place('guests', guest.id, ...path), `guests.${guest.id} ${lacks}; Terraform cannot make it so.`, {
    what: path.length === 0 ? 'key' : 'value',
    hint: `${remedy}, or by-hand: <why> below proxmox, which leaves it to people.`,
  });
}

function checkImage(guest: Guest, options: TerraformOptions | undefined, reporter: Reporter): void {
  if (!options) return;
  const said = optionsOf(guest).image;
  const ids = Object.keys(options.images);
  const fit = ids.filter((id) => options.images[id]?.for === guest.type);
  const at = place('guests', guest.id, 'proxmox', 'image');
  if (said !== undefined && !ids.includes(said)) {
    const close = suggest(said, ids);
    reporter.report(
      'unknown-reference',
      at,
      `guests.${guest.id} is made from "${said}", which is none of systems.proxmox.terraform.images.`,
      {
        hint: close === undefined ? undefined : `Did you mean "${close}"?`,
      },
    );
  } else if (said !== undefined && !fit.includes(said))
    reporter.report('invalid-value', at, `guests.${guest.id} is made from ${said}, which is not for: ${guest.type}.`, {
      hint: fit.length > 0 ? `Use ${fit.join(' or ')}.` : `Add an image with for: ${guest.type}.`,
    });
  else if (!imageOf(options, guest))
    incomplete(
      guest,
      reporter,
      fit.length === 0 ? `is made from nothing: there is no image for: ${guest.type}` : `may be made from ${fit.join(' or ')}`,
      fit.length === 0 ? 'Add one to systems.proxmox.terraform.images' : 'Say image: <one of them> below proxmox',
    );
}

/** Keys that only one type of guest can have. */
const ONLY = { vm: ['pci', 'agent'], lxc: ['devices', 'unprivileged', 'nesting'] } as const;

function checkType(guest: Guest, reporter: Reporter): void {
  const own = optionsOf(guest);
  const other = guest.type === 'vm' ? 'lxc' : 'vm';
  const refuse = (path: KeyPath, message: string, hint: string) =>
    reporter.report('invalid-value', place('guests', guest.id, 'proxmox', ...path), `guests.${guest.id}.proxmox ${message}.`, {
      hint,
      what: 'key',
    });
  for (const key of ONLY[other]) {
    const value = own[key];
    const isSaid = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
    if (isSaid) refuse([key], `says ${key}, which only type: ${other} can have`, 'Take it away.');
  }
  for (const [index, { mount }] of own.disks.entries()) {
    const at: KeyPath = ['disks', index];
    if (guest.type === 'lxc' && mount === undefined)
      refuse(at, 'has a disk that is mounted nowhere', 'Say mount: <where the container has it>.');
    if (guest.type === 'vm' && mount !== undefined) refuse([...at, 'mount'], 'mounts a disk, which a VM does itself', 'Take mount away.');
  }
  if (own.unprivileged === false && own.nesting === true)
    refuse(
      ['nesting'],
      'nests in a privileged container, which no token of the API may set',
      'Leave it unprivileged, or take nesting away.',
    );
}

/** What is passed through is said in words for people; a machine needs more than that. */
function checkDevices(guest: Guest, options: TerraformOptions | undefined, reporter: Reporter): void {
  const { pci, devices } = optionsOf(guest);
  const known = options?.pci ?? {};
  for (const [index, id] of pci.entries()) {
    const at = place('guests', guest.id, 'proxmox', 'pci', index);
    const close = suggest(id, Object.keys(known));
    if (!known[id])
      reporter.report('unknown-reference', at, `guests.${guest.id} is given ${id}, which is none of systems.proxmox.terraform.pci.`, {
        hint: close === undefined ? undefined : `Did you mean "${close}"?`,
      });
    else if (known[id].host !== guest.host.id)
      reporter.report(
        'invalid-value',
        at,
        `guests.${guest.id} is given ${id}, which is in ${known[id].host}, but runs on ${guest.host.id}.`,
      );
  }
  if (guest.passthrough.length <= pci.length + devices.length) return;
  const key = guest.type === 'vm' ? 'pci' : 'devices';
  reporter.report(
    'passthrough-unsaid',
    place('guests', guest.id, 'passthrough'),
    `guests.${guest.id} is given ${guest.passthrough.join('; ')}, but nothing says which device of the host that is.`,
    { what: 'key', hint: `Say ${key} below proxmox, or by-hand: <why> there, which leaves the guest to people.` },
  );
}

import type { Model } from '../../../core/contract.ts';
import { guestJobs } from '../../../core/facts/backup/jobs.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { ApiTool } from '../options/access-options.ts';
import { optionsOf } from '../options/guest-options.ts';
import { datastoreOf, downloadsOf } from '../terraform/downloads.ts';
import { imageOf, type TerraformLab, terraformLab } from '../terraform/terraform-lab.ts';

/** Privileges on one path of Proxmox VE; `propagate` says whether also on what is below. */
export interface Right {
  /** What it is for: the same privileges on every path, so one role of the tool. Absent: the tool has no other. */
  readonly kind?:
    | 'disks'
    | 'image'
    | 'images'
    | 'network'
    | 'node'
    | 'pci'
    | 'pool'
    | 'template'
    | 'container-template'
    | 'guests'
    | 'copies';
  readonly path: string;
  readonly privileges: readonly string[];
  readonly propagate: boolean;
}

/** The zone that every plain bridge is in. */
const BRIDGE = '/sdn/zones/localnetwork/vmbr0';
const configures = (...what: readonly string[]) => what.map((each) => `VM.Config.${each}`);
const MAKES_GUESTS = ['VM.Allocate', 'VM.Audit', 'VM.PowerMgmt', ...configures('CPU', 'Disk', 'Memory', 'Network', 'Options')];
/** A VM has a drive for cloud-init and hardware of its own, and its pool is read anew. */
const MAKES_VMS = ['Pool.Audit', ...configures('CDROM', 'Cloudinit', 'HWType')];
const CHANGES_BACK = ['VM.Audit', 'VM.Backup', 'VM.PowerMgmt', 'VM.Snapshot', 'VM.Snapshot.Rollback'];
const TAKES_SPACE = ['Datastore.AllocateSpace', 'Datastore.Audit'];
const HOLDS_IMAGES = ['Datastore.AllocateTemplate', 'Datastore.Audit'];
const LOOKS = ['Datastore.Audit', 'Sys.Audit', 'VM.Audit'];

/** What a tool may do, and nothing more; sorted by path. */
export function rightsOf(model: Model, tool: ApiTool, guests: readonly Guest[]): readonly Right[] {
  switch (tool) {
    case 'terraform': {
      const lab = terraformLab(model);
      return lab ? terraformRights(lab) : [];
    }
    case 'status':
    case 'prometheus':
      return [{ path: '/', privileges: LOOKS, propagate: true }];
    case 'update':
      return joined([
        ...guests.map(({ vmid }) => right('guests', `/vms/${vmid}`, CHANGES_BACK)),
        ...guestJobs(model).map(({ repository }) => right('copies', `/storage/${repository.id}`, TAKES_SPACE)),
      ]);
    default:
      return tool satisfies never;
  }
}

/** It makes guests in its pool alone, on the storages and in the networks that they are in. */
function terraformRights(lab: TerraformLab): readonly Right[] {
  const { options, guests } = lab;
  const vms = guests.some(({ type }) => type === 'vm') ? MAKES_VMS : [];
  const agents = guests.some((guest) => optionsOf(guest).agent) ? ['VM.GuestAgent.Audit'] : [];
  return joined([
    right('pool', `/pool/${options.pool}`, [...MAKES_GUESTS, ...vms, ...agents], true),
    ...guests.flatMap((guest) => [
      ...(optionsOf(guest).exists ? [] : storesOf(lab, guest)).map((store) =>
        right('disks', `/storage/${store}`, ['Datastore.AllocateSpace']),
      ),
      ...guest.addresses
        .filter(({ network }) => !network.planned)
        .map(({ network: { vlan } }) => right('network', vlan === undefined ? BRIDGE : `${BRIDGE}/${vlan}`, ['SDN.Use'])),
      ...optionsOf(guest).pci.map((id) => right('pci', `/mapping/pci/${id}`, ['Mapping.Use'])),
      // Of one that was there before nothing is allocated or read.
      ...(optionsOf(guest).exists ? [] : sourceRights(lab, guest)),
    ]),
    ...downloadsOf(lab).flatMap(({ node, image }) => [
      right('images', `/storage/${image.datastore}`, HOLDS_IMAGES),
      right('node', `/nodes/${node}`, ['Sys.AccessNetwork']),
    ]),
  ]);
}

function storesOf({ options }: TerraformLab, guest: Guest): readonly string[] {
  const own = datastoreOf(options, guest);
  return [own, ...optionsOf(guest).disks.map(({ datastore }) => datastore ?? own)];
}

/** What it reads to make a guest. */
function sourceRights({ options }: TerraformLab, guest: Guest): readonly Right[] {
  const image = imageOf(options, guest)?.image;
  if (image && 'file' in image) return [right('image', `/storage/${image.file.split(':')[0]}`, ['Datastore.Audit'])];
  if (!image || !('template' in image)) return [];
  const path = `/vms/${image.template}`;
  return guest.type === 'vm' ? [right('template', path, ['VM.Audit', 'VM.Clone'])] : [right('container-template', path, ['VM.Clone'])];
}

const right = (kind: Right['kind'], path: string, privileges: readonly string[], propagate = false): Right => ({
  ...(kind === undefined ? {} : { kind }),
  path,
  privileges: privileges.toSorted(),
  propagate,
});

/** Each once, sorted by path and kind. */
function joined(rights: readonly Right[]): readonly Right[] {
  const keyOf = ({ path, kind }: Right) => `${path} ${kind}`;
  return [...new Map(rights.map((each) => [keyOf(each), each])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

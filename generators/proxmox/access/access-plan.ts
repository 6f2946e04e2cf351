import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { once } from '../../../lib/once.ts';
import { isProxmox } from '../facts/is-proxmox.ts';
import type { ApiTool } from '../options/access-options.ts';
import { optionsOf } from '../options/guest-options.ts';
import { nodeOf } from '../terraform/downloads.ts';
import { terraformLab } from '../terraform/terraform-lab.ts';
import { type Right, rightsOf } from './rights.ts';

/** How users and roles begin that are ours; all others are left alone. */
export const OURS = 'rackbook-';

export interface ToolAccess {
  readonly tool: ApiTool;
  /** `rackbook-terraform@pve`, which has no password: only its token can log in. */
  readonly user: string;
  readonly rights: readonly (Right & { readonly role: string })[];
}

/** What only root may do in a cluster, since it is what bounds everyone else. */
export interface AccessPlan {
  readonly hosts: readonly Host[];
  readonly tools: readonly ToolAccess[];
  /** Role to its privileges, separated by commas; sorted by role. */
  readonly roles: ReadonlyMap<string, string>;
  readonly pool?: { readonly id: string; readonly members: readonly Guest[] };
  /** PCI mappings that guests are given: id, and its one device as the API has it. */
  readonly mappings: readonly { readonly id: string; readonly map: string }[];
  /** Device nodes of containers: no token may hand one over. */
  readonly devices: readonly { readonly guest: Guest; readonly node: string; readonly number: number; readonly value: string }[];
}

/** Undefined where the lab asks for neither access nor Terraform. */
export const accessPlan = once((model: Model): AccessPlan | undefined => {
  const { access, terraform } = model.lab.systems.proxmox;
  const hosts = model.hosts.filter((host) => isProxmox(host) && !host.planned);
  if ((!access && !terraform) || hosts.length === 0) return undefined;
  const lab = terraformLab(model);
  const guests = model.guests.filter(({ planned, host }) => !planned && hosts.includes(host));
  const asked = access?.tools ?? [];
  const names = [...new Set<ApiTool>([...(lab ? (['terraform'] as const) : []), ...asked])]
    .filter((tool) => tool !== 'terraform' || lab)
    .sort();
  const tools = names.map(
    (tool): ToolAccess => ({
      tool,
      user: `${OURS}${tool}@pve`,
      rights: rightsOf(model, tool, guests).map((right) => ({
        ...right,
        role: [`${OURS}${tool}`, ...(right.kind === undefined ? [] : [right.kind])].join('-'),
      })),
    }),
  );
  const used = new Set(lab?.guests.flatMap((guest) => optionsOf(guest).pci) ?? []);
  return {
    hosts,
    tools,
    roles: new Map(
      tools
        .flatMap(({ rights }) => rights.map(({ role, privileges }) => [role, privileges.join(',')] as const))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ...(lab ? { pool: { id: lab.options.pool, members: lab.guests.filter((guest) => optionsOf(guest).exists) } } : {}),
    mappings: Object.entries(terraform?.pci ?? {})
      .filter(([id]) => used.has(id))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { host, path, id: device, 'iommu-group': group, 'subsystem-id': subsystem }]) => ({
        id,
        map: [
          `id=${device}`,
          ...(group === undefined ? [] : [`iommugroup=${group}`]),
          `node=${hosts.find((each) => each.id === host)?.hypervisor?.node ?? host}`,
          `path=${path}`,
          ...(subsystem === undefined ? [] : [`subsystem-id=${subsystem}`]),
        ].join(','),
      })),
    devices: (lab?.guests ?? []).flatMap((guest) =>
      optionsOf(guest).devices.map(({ path, gid, uid, mode }, number) => ({
        guest,
        node: nodeOf(guest),
        number,
        value: [
          path,
          ...(gid === undefined ? [] : [`gid=${gid}`]),
          ...(mode === undefined ? [] : [`mode=${mode}`]),
          ...(uid === undefined ? [] : [`uid=${uid}`]),
        ].join(','),
      })),
    ),
  };
});

import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitJson } from '../../../formats/json.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { ACCESS_FOLDER } from './access-folder.ts';
import { type AccessPlan, accessPlan, OURS } from './access-plan.ts';

/** What root does once on one node of the cluster, and again after each change. */
export function* accessFiles(model: Model): Iterable<GeneratedFile> {
  const plan = accessPlan(model);
  if (!plan) return;
  const about = plan.hosts.map(({ subject }) => subject);
  yield { path: `${ACCESS_FOLDER}/apply.sh`, copyOf: 'generators/proxmox/runtime/apply.sh', mode: 0o755, about };
  yield { path: `${ACCESS_FOLDER}/apply.settings`, content: settings(plan), about };
  yield { path: `${ACCESS_FOLDER}/access.json`, content: emitJson(shown(plan)), about };
}

function settings({ tools, roles, pool, mappings, devices }: AccessPlan): string {
  return emitShellSettings(`Who may do what in Proxmox VE, and what root alone may set. ${HEADER}`, {
    values: { prefix: OURS },
    lists: {
      pool: pool ? [[pool.id, ...pool.members.map(({ vmid }) => String(vmid))]] : [],
      mapping: mappings.map(({ id, map }) => [id, map]),
      role: [...roles].map(([role, privileges]) => [role, privileges]),
      tool: tools.map(({ tool, user }) => [tool, user]),
      right: tools.flatMap(({ user, rights }) => rights.map(({ path, role, propagate }) => [path, role, user, propagate ? '1' : '0'])),
      device: devices.map(({ guest, node, number, value }) => [node, String(guest.vmid), `dev${number}`, value]),
    },
  });
}

/** What is there afterwards, as data. */
function shown({ tools, roles, pool, mappings, devices }: AccessPlan) {
  return {
    pool: pool?.id ?? null,
    members: pool?.members.map(({ vmid }) => vmid) ?? [],
    mappings: Object.fromEntries(mappings.map(({ id, map }) => [id, map])),
    roles: Object.fromEntries([...roles].map(([role, privileges]) => [role, privileges.split(',')])),
    users: Object.fromEntries(
      tools.map(({ user, rights }) => [user, rights.map(({ path, role, propagate }) => ({ path, role, propagate }))]),
    ),
    devices: devices.map(({ guest, node, number, value }) => ({ node, vmid: guest.vmid, [`dev${number}`]: value })),
  };
}

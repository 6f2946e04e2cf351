import type { Model, Panel } from '../../core/contract.ts';

/** What Proxmox VE calls a host. */
export default function panels(model: Model): readonly Panel[] {
  return model.hosts.flatMap(({ subject, proxmox }) =>
    proxmox ? [{ subject, title: 'Proxmox VE', facts: [{ name: 'Node', value: proxmox.node, code: true as const }] }] : [],
  );
}

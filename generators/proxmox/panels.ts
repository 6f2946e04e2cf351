import type { Model, Panel } from '../../core/contract.ts';

/** What Proxmox VE calls a host. */
export default function panels(model: Model): readonly Panel[] {
  return model.hosts.flatMap(({ subject, hypervisor }) =>
    hypervisor?.system === 'proxmox'
      ? [{ subject, title: 'Proxmox VE', facts: [{ name: 'Node', value: hypervisor.node, code: true }] } satisfies Panel]
      : [],
  );
}

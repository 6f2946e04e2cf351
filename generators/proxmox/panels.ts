import type { Model, Panel } from '../../core/contract.ts';
import { optionsOf } from './options/guest-options.ts';
import { resourceName } from './terraform/resource-name.ts';
import { resourceType, terraformLab } from './terraform/terraform-lab.ts';

/** What Proxmox VE calls a host, and who makes a guest. */
export default function panels(model: Model): readonly Panel[] {
  return [...hostPanels(model), ...guestPanels(model)];
}

function guestPanels(model: Model): readonly Panel[] {
  const lab = terraformLab(model);
  if (!lab) return [];
  const made = lab.guests.map(
    (guest): Panel => ({
      subject: guest.subject,
      title: 'Terraform',
      facts: [
        { name: 'Makes it', value: `terraform apply -target=${resourceType(guest)}.${resourceName(guest.id)}`, code: true },
        { name: 'Destroys it', value: optionsOf(guest).disposable ?? 'never: Terraform and Proxmox VE both refuse' },
        { name: 'Before Terraform', value: optionsOf(guest).exists ? 'it was there, and is taken over as it is' : 'it was not there' },
      ],
    }),
  );
  const others = lab.byHand.map(
    ({ guest, because }): Panel => ({ subject: guest.subject, title: 'Terraform', text: `Left to people: ${because}.` }),
  );
  return [...made, ...others];
}

function hostPanels(model: Model): readonly Panel[] {
  return model.hosts.flatMap(({ subject, hypervisor }) =>
    hypervisor?.system === 'proxmox'
      ? [{ subject, title: 'Proxmox VE', facts: [{ name: 'Node', value: hypervisor.node, code: true }] } satisfies Panel]
      : [],
  );
}

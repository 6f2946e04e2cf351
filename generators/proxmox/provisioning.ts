import type { Model } from '../../core/contract.ts';
import type { ProvisioningRoot } from '../../core/facts/automation/provisioning-root.ts';
import { TERRAFORM_FOLDER, terraformFiles } from './terraform/terraform-files.ts';

/** There where guests are made by Terraform. */
export default function provisioning(model: Model): readonly ProvisioningRoot[] {
  const [first] = terraformFiles(model);
  return first ? [{ id: 'proxmox', title: 'Guests of Proxmox VE', folder: TERRAFORM_FOLDER, needs: ['PROXMOX_VE_API_TOKEN'] }] : [];
}

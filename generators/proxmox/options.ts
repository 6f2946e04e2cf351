import { z } from 'zod';
import { accessOptions } from './options/access-options.ts';
import { terraformOptions } from './options/terraform-options.ts';

/** `systems.proxmox` in the inventory. Credentials never stand here. */
const proxmoxOptions = z.strictObject({
  terraform: terraformOptions.optional().describe('Makes the guests by Terraform or OpenTofu; without it none of its files is written'),
  access: accessOptions.optional().describe('Users and API tokens of the tools that ask Proxmox VE, each with what it needs and no more'),
});

export default proxmoxOptions;

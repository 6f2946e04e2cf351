/** Of all that Terraform reads here. */
export const FOLDER = 'infra/terraform/cloudflare';

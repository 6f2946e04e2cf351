/** No machine of the lab runs them. */
export default { elsewhere: 'Terraform applies them from the control node, to Cloudflare.' } as const;

/** No machine of the lab runs them. */
export default { elsewhere: 'Terraform applies them from the control node, to OPNsense; the plan is for a person.' } as const;

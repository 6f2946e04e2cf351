/**
 * What is done on a machine, in this order, until it runs all that the lab wants of it. A step finds what earlier ones have left: an
 * address before packages are fetched over it, an engine before its containers, data before it is backed up.
 */
export const STEPS = [
  { id: 'interfaces', title: 'Network interfaces' },
  { id: 'hypervisor', title: 'Hypervisor' },
  { id: 'engine', title: 'Container engine' },
  { id: 'firewall', title: 'Firewall' },
  { id: 'resolver', title: 'Names and addresses' },
  { id: 'snapshots', title: 'Snapshots' },
  { id: 'backup-server', title: 'Backup server' },
  { id: 'dumps', title: 'Database dumps' },
  { id: 'backup', title: 'Backup jobs' },
  { id: 'monitoring', title: 'Monitoring' },
] as const satisfies readonly { readonly id: string; readonly title: string }[];

export type StepId = (typeof STEPS)[number]['id'];

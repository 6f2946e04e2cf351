/**
 * What is done on a machine, in this order, until it runs all that the lab wants of it. A step finds what earlier ones have left: an
 * address before packages are fetched over it, an engine before its containers, data before it is backed up. Projects of containers start
 * after `mounted`.
 */
export const STEPS = [
  { id: 'interfaces', title: 'Network interfaces', what: 'Gives the machine its addresses and routes in the networks of the lab.' },
  {
    id: 'hypervisor',
    title: 'Hypervisor',
    what: 'Brings bridges, firewall, backup jobs and accounts of a hypervisor to what the lab says.',
  },
  { id: 'engine', title: 'Container engine', what: 'Installs the engine that runs containers, with its settings.' },
  { id: 'firewall', title: 'Firewall', what: 'Loads the rules of the machine, now and at every start, with a way back.' },
  { id: 'resolver', title: 'Names and addresses', what: 'Answers for names, and gives out addresses.' },
  { id: 'mounted', title: 'Files that containers read', what: 'Puts in place what containers read from folders of the machine.' },
  { id: 'snapshots', title: 'Snapshots', what: 'Takes local snapshots of file systems by the clock.' },
  { id: 'backup-server', title: 'Backup server', what: 'Makes datastores, and what prunes and verifies them.' },
  { id: 'dumps', title: 'Database dumps', what: 'Dumps databases by the clock, so that a copy of a machine has them whole.' },
  { id: 'backup', title: 'Backup jobs', what: 'Installs the jobs that copy data away, check the copies and try to restore them.' },
  { id: 'monitoring', title: 'Monitoring', what: 'Installs what measures the machine.' },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly what: string }[];

export type StepId = (typeof STEPS)[number]['id'];

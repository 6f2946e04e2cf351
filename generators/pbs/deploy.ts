import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import { pbsFolder } from './facts/places.ts';
import { datastoresByMachine, hasGuests } from './files/datastores.ts';
import { METRICS_UNITS } from './files/units.ts';

const PROGRAM = 'proxmox-backup-manager';

/** The datastores of a server that a person has installed, and what tells Prometheus how old the backups are. */
export default function deploy(model: Model): readonly Deployment[] {
  return [...datastoresByMachine(model)].map(([machine, datastores]): Deployment => {
    const folder = pbsFolder(machine);
    const script = (name: string) => onMachine(machine, `${folder}/${name}.sh`);
    const access = model.lab.systems.pbs.access !== undefined;
    const measured = datastores.some(hasGuests);
    return {
      id: 'pbs',
      step: 'backup-server',
      machine: machine.id,
      title: 'Datastores of Proxmox Backup Server',
      programs: [
        {
          name: PROGRAM,
          otherwise: `Give apt on ${machine.title} the repository of Proxmox with its key, as its documentation says, and install proxmox-backup-server.`,
        },
      ],
      ...(access ? {} : { byHand: ['Make a user and an API token for each Proxmox host that copies to it (generators/pbs/README.md).'] }),
      folders: [folder],
      run: [[script('apply')], ...(access ? [[script('access')] as const] : []), ...(measured ? [[script('install')] as const] : [])],
      units: [
        'proxmox-backup-proxy.service',
        'proxmox-backup.service',
        ...(measured ? METRICS_UNITS.filter((name) => name.endsWith('.timer')) : []),
      ],
      settles: datastores.map(({ repository }) => [PROGRAM, 'datastore', 'show', repository.location] as const),
      ...(measured ? { gone: [[script('install'), '--remove']] } : {}),
    };
  });
}

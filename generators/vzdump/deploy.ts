import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import { list } from '../../lib/plain-words.ts';
import { copyingHosts, jobsOf, storagesOf } from './files/jobs.ts';

/** Its script looks for the files that say how the host logs in to the backup server. */
export default function deploy(model: Model): readonly Deployment[] {
  return copyingHosts(model).map((host): Deployment => {
    const folder = `infra/vzdump/${host.id}`;
    const script = onMachine(host, `${folder}/apply.sh`);
    const logins = storagesOf(model, host).map(({ storage }) => `/etc/rackbook/pbs/${storage}.env`);
    return {
      id: 'vzdump',
      step: 'backup',
      machine: host.id,
      title: 'Backup jobs of Proxmox VE',
      programs: ['pvesh', 'pvesm'].map((name) => ({ name, otherwise: `Install Proxmox VE on ${host.title} from its boot medium.` })),
      byHand: [
        `Make a user and an API token for it on the backup server, and write them down in ${list(logins)} (generators/vzdump/README.md).`,
      ],
      folders: [folder],
      run: [[script]],
      settles: jobsOf(model, host).map(({ id }) => ['pvesh', 'get', `/cluster/backup/${id}`] as const),
      gone: [[script, '--remove']],
    };
  });
}

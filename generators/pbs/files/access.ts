import type { Model } from '../../../core/contract.ts';
import { guestJobsInto } from '../../../core/facts/backup/of-repository.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitJson } from '../../../formats/json.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import type { Datastore } from './datastores.ts';

/** How users begin that are ours; all others are left alone. */
const OURS = 'rackbook-';

/** One token, and what it may do. */
interface Access {
  /** `rackbook-backup@pbs`, which has no password. */
  readonly user: string;
  readonly token: string;
  readonly rights: readonly { readonly path: string; readonly role: string }[];
}

/** A token for each host that writes: who breaks into one can add backups, and neither read those of others nor delete any. */
function accessOf(model: Model, datastores: readonly Datastore[]): readonly Access[] {
  const tools = model.lab.systems.pbs.access?.tools ?? [];
  const stores = datastores.map(({ repository }) => ({
    store: repository.location,
    hosts: guestJobsInto(model, repository).map(({ host }) => host.id),
  }));
  const hosts = [...new Set(stores.flatMap(({ hosts: of }) => of))].sort();
  const onStores = (role: string, host?: string) =>
    stores.filter(({ hosts: of }) => host === undefined || of.includes(host)).map(({ store }) => ({ path: `/datastore/${store}`, role }));
  return [
    ...hosts.map((host): Access => ({ user: `${OURS}backup-${host}@pbs`, token: host, rights: onStores('DatastoreBackup', host) })),
    ...tools.toSorted().map(
      (tool): Access => ({
        user: `${OURS}${tool}@pbs`,
        token: tool,
        // How full it is and whether its disks are well is of the system, not of a datastore.
        rights: [...onStores('DatastoreAudit'), { path: '/system/status', role: 'Audit' }],
      }),
    ),
  ];
}

/** What `access.sh` reads, and what is there afterwards as data. */
export function accessFiles(model: Model, machine: string, datastores: readonly Datastore[]) {
  const all = accessOf(model, datastores);
  const ids = ({ user, token }: Access) => [user, `${user}!${token}`];
  const settings = emitShellSettings(`Users and tokens of the backup server ${machine}. ${HEADER}`, {
    values: { prefix: OURS },
    lists: {
      token: all.map(({ user, token }) => [user, token]),
      // A token may do what both it and its user may.
      right: all.flatMap((access) => access.rights.flatMap(({ path, role }) => ids(access).map((id) => [path, role, id]))),
    },
  });
  const shown = Object.fromEntries(all.map(({ user, token, rights }) => [`${user}!${token}`, rights]));
  return { settings, shown: emitJson(shown) };
}

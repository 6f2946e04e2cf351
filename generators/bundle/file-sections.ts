import type { Model } from '../../core/contract.ts';
import { databasesOf } from '../../core/facts/backup/databases.ts';
import { backupJobs, guestJobs } from '../../core/facts/backup/jobs.ts';
import { fileSnapshotToolOf } from '../../core/roles/played.ts';
import type { BundleFile } from './bundle-file.ts';
import { el, type Markup, tag } from './html.ts';

/** Generated files that somebody needs who has this document alone. */
interface FileGroup {
  readonly id: string;
  readonly title: string;
  readonly folders: readonly string[];
}

/** What this lab needs of what is generated, whether it is on the disk or not. */
export function fileGroups(model: Model): readonly FileGroup[] {
  const hosts = model.hosts.filter(({ planned }) => !planned);
  const guests = guestJobs(model).length > 0;
  const snapshots = hosts.flatMap(
    (host) =>
      fileSnapshotToolOf(model, host)
        ?.folder(host)
        .replace(/\/[^/]*$/, '') ?? [],
  );
  const groups: readonly (FileGroup & { readonly needed: boolean })[] = [
    { id: 'restic', title: 'Copies of files: restic', folders: ['infra/restic'], needed: backupJobs(model).length > 0 },
    { id: 'dumps', title: 'Dumps of databases', folders: ['infra/dumps'], needed: databasesOf(model).length > 0 },
    { id: 'snapshots', title: 'Local snapshots', folders: [...new Set(snapshots)].sort(), needed: snapshots.length > 0 },
    { id: 'guests', title: 'Copies of guests: vzdump and Proxmox Backup Server', folders: ['infra/pbs', 'infra/vzdump'], needed: guests },
    { id: 'proxmox', title: 'Proxmox VE: bridges and firewall', folders: ['infra/proxmox'], needed: hosts.some(({ proxmox }) => proxmox) },
    { id: 'interfaces', title: 'Interfaces of machines', folders: ['infra/networkd'], needed: model.lab.router?.system === 'linux' },
    { id: 'firewall', title: 'Firewalls', folders: ['infra/nftables'], needed: model.lab.router?.system === 'linux' },
    { id: 'docker', title: 'Docker Engines', folders: ['infra/docker'], needed: engines(model) },
    { id: 'compose', title: 'Stacks', folders: ['infra/compose'], needed: engines(model) },
  ];
  return groups.filter(({ needed }) => needed);
}

const engines = ({ hosts, guests }: Model): boolean => [...hosts, ...guests].some(({ docker, planned }) => docker && !planned);

/** The files of a group in full; what is not there is said. */
export function fileSection({ id, title, folders }: FileGroup, files: readonly BundleFile[]): Markup {
  const decoder = new TextDecoder();
  const below = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`));
  const missing = folders.filter((folder) => below(folder).length === 0);
  return el(
    'section',
    { id: `files-${id}`, class: 'files' },
    tag('h3', title),
    ...missing.map((folder) =>
      el('p', { class: 'caution' }, `There was no file below ${folder} when this was made. Run npm run gen, and make it again.`),
    ),
    ...folders.flatMap(below).map(({ path, content }) => [tag('h4', tag('code', path)), tag('pre', tag('code', decoder.decode(content)))]),
  );
}

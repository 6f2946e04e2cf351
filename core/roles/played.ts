import { once } from '../../lib/once.ts';
import type { Model, SystemParts } from '../contract.ts';
import type { Database } from '../facts/backup/database.ts';
import type { BackupJob } from '../facts/backup/job.ts';
import { hypervisorSystem } from '../facts/hypervisor.ts';
import type { Host } from '../model/host/host.ts';
import type { Repository } from '../model/repository/repository.ts';
import type { BackupTool, FileBackupTool, GuestBackupTool } from './backup-tool.ts';
import type { DumpTool } from './dump-tool.ts';
import type { GuestCopier, Hypervisor } from './hypervisor.ts';
import type { Roles } from './roles.ts';
import type { FileSystemSnapshotTool, SnapshotTool } from './snapshot-tool.ts';

/** All that play a role, sorted by the id of their system. */
export function playersOf<R extends keyof Roles>(
  systems: readonly Pick<SystemParts, 'plays'>[],
  role: R,
): readonly NonNullable<Roles[R]>[] {
  const known = playersByRole(systems);
  const players = known.get(role) ?? systems.flatMap(({ plays }) => plays?.[role] ?? []);
  known.set(role, players);
  // What stands under a role plays it.
  return players as readonly NonNullable<Roles[R]>[];
}

/** Asked for with each thing of a lab. */
const playersByRole = once((_systems: readonly Pick<SystemParts, 'plays'>[]) => new Map<keyof Roles, readonly Roles[keyof Roles][]>());

const missing = (what: string): Error => new Error(`No system plays ${what}; resolving the inventory has to refuse that.`);

/** The tool that keeps a repository. */
export function backupToolOf({ systems }: Pick<Model, 'systems'>, { type }: Pick<Repository, 'type'>): BackupTool {
  const tool = playersOf(systems, 'backupTool').find((each) => each.type === type);
  if (!tool) throw missing(`the backup tool of the type ${type}`);
  return tool;
}

/** The tool of a job, whose repositories are all of one type. */
export function fileToolOf(model: Pick<Model, 'systems'>, { repositories: [first] }: Pick<BackupJob, 'repositories'>): FileBackupTool {
  const tool = first && backupToolOf(model, first);
  if (tool?.copies !== 'files') throw new TypeError('A job has at least one repository, of files.');
  return tool;
}

/** The server of backups that a repository lies on; undefined for repositories without one. */
export function guestToolOf(model: Pick<Model, 'systems'>, repository: Pick<Repository, 'type'>): GuestBackupTool | undefined {
  const tool = backupToolOf(model, repository);
  return tool.copies === 'guests' ? tool : undefined;
}

/** What copies whole guests into a repository. */
export function guestCopierOf({ systems }: Pick<Model, 'systems'>, { type }: Pick<Repository, 'type'>): GuestCopier {
  const copier = playersOf(systems, 'guestCopier').find(({ into }) => into === type);
  if (!copier) throw missing(`what copies guests into repositories of the type ${type}`);
  return copier;
}

export function dumpToolOf({ systems }: Pick<Model, 'systems'>, { engine }: Pick<Database, 'engine'>): DumpTool {
  const tool = playersOf(systems, 'dumpTool').find(({ databases }) => databases.some((each) => each.engine === engine));
  if (!tool) throw missing(`the dump tool of ${engine}`);
  return tool;
}

/** The tool that makes snapshots of the file systems of a host; undefined where none does. */
export function fileSnapshotToolOf(model: Pick<Model, 'systems'>, { snapshots }: Host): FileSystemSnapshotTool | undefined {
  return snapshots?.kind === 'file-systems' ? fileSnapshotTool(model, snapshots.tool) : undefined;
}

/** The same by what the inventory calls it. */
export function fileSnapshotTool({ systems }: Pick<Model, 'systems'>, tool: string): FileSystemSnapshotTool {
  const found: SnapshotTool | undefined = playersOf(systems, 'snapshotTool').find((each) => each.tool === tool);
  if (found?.takes !== 'file-systems') throw missing(`the tool ${tool} for snapshots of file systems`);
  return found;
}

/** What runs guests on a host; undefined for one that is not a hypervisor. */
export function hypervisorOf({ systems }: Pick<Model, 'systems'>, host: Host): Hypervisor | undefined {
  return hypervisorSystem({ systems }, host)?.plays?.hypervisor;
}

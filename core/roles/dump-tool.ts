import type { ContainerView } from '../compose/container-view.ts';
import type { Database } from '../facts/backup/database.ts';
import type { ShownCommand } from './shown-command.ts';

/** Dumps databases into files and loads them back. */
export interface DumpTool {
  /** The databases that it knows, each by a name that is its own: {@link Database.engine}. */
  readonly databases: readonly DatabaseKind[];
  /** Programs with a database that it does not dump: a copy of its files while they run is none that can be relied upon. */
  readonly undumped: readonly StateKind[];
  /** Writes {@link Database.dump}. */
  dump(database: Database): ShownCommand;
  /**
   * Gives a user of a database another password, which is typed, where its container is told that password by a variable whose value `isOf`
   * takes. The container still runs with the old one. Undefined where it is told none by such a one.
   */
  changePassword(database: Database, isOf: (value: string) => boolean): ShownCommand | undefined;
  /** Loads {@link Database.dump}, or another file, over what the database holds. */
  load(database: Database, file?: string): ShownCommand;
}

/** How a program that keeps a database is recognised in a fragment. The first kind that an image matches is the one. */
export interface StateKind {
  /** For people. */
  readonly title: string;
  /** Images that are known to be it: their names without registry, tag and digest. */
  readonly image: RegExp;
  /** Folders of the container that hold its files, of all its images; where several are mounted, the first counts. */
  readonly folders: readonly string[];
  /** The folder that a container asks for instead. */
  folderOf?(container: ContainerView): string | undefined;
  /** Whether a container with such an image keeps a database in its folder; unless said, each does. */
  keeps?(container: ContainerView): boolean;
  /** Nothing else has its files in these folders, whatever the image is called. */
  readonly unmistakable?: true;
}

/** One that is dumped: the environment of its images says who the administrator is. */
export interface DatabaseKind extends StateKind {
  readonly engine: string;
}

import type { Database } from '../facts/backup/database.ts';
import type { ShownCommand } from './shown-command.ts';

/** Dumps databases into files and loads them back. */
export interface DumpTool {
  /** The databases that it knows, each by a name that is its own: {@link Database.engine}. */
  readonly databases: readonly DatabaseKind[];
  /** Writes {@link Database.dump}. */
  dump(database: Database): ShownCommand;
  /** Loads {@link Database.dump}, or another file, over what the database holds. */
  load(database: Database, file?: string): ShownCommand;
}

/** How a database is recognised in a fragment. */
export interface DatabaseKind {
  readonly engine: string;
  /** Images that are known to be it, whose environment says who the administrator is. */
  readonly image: RegExp;
  /** Path in the container where its files are. */
  readonly files: RegExp;
}

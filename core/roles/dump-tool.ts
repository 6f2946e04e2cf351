import type { Database } from '../facts/backup/database.ts';
import type { ShownCommand } from './shown-command.ts';

/** Dumps databases into files and loads them back. */
export interface DumpTool {
  readonly engines: readonly Database['engine'][];
  /** Writes {@link Database.dump}. */
  dump(database: Database): ShownCommand;
  /** Loads {@link Database.dump}, or another file, over what the database holds. */
  load(database: Database, file?: string): ShownCommand;
}

import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { DataPath } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';

/** A database server that a fragment brings along. */
export interface Database {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** Name of the container in the fragment. */
  readonly container: string;
  /** As its dump tool calls it. */
  readonly engine: string;
  /** The declared path that holds its files. */
  readonly data: DataPath;
  /** Absolute path on the machine of its files. */
  readonly files: string;
  /** Absolute path on the machine of its dump. */
  readonly dump: string;
}

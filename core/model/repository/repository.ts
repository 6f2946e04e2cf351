import type { Node } from '../node.ts';
import type { SecretFile, Service } from '../service/service.ts';
import type { BackupTarget } from '../target/target.ts';

/** Place of backups. */
export interface Repository extends Node<'repository'> {
  /** Which backup tool keeps it: a type that one of the systems plays. */
  readonly type: string;
  /** What its tool copies: files of machines, or whole guests. */
  readonly copies: 'files' | 'guests';
  readonly target: BackupTarget;
  /** The service that writes it; only a planned repository has none. */
  readonly service?: Service;
  readonly location: string;
  readonly encrypted: boolean;
  /** Secret of the service that opens it; absent where its tool asks for none. */
  readonly password?: SecretFile;
  /** systemd calendar expressions, and into how many parts the data are cut; each check reads one of them. */
  readonly upkeep: { readonly prune: string; readonly check: string; readonly parts: number; readonly restoreTest: string };
}

import type { Node } from '../node.ts';
import type { SecretFile, Service } from '../service/service.ts';
import type { BackupTarget } from '../target/target.ts';

export interface Repository extends Node<'repository'> {
  readonly type: 'restic' | 'pbs';
  readonly target: BackupTarget;
  /** The service that writes it; only a planned repository has none. */
  readonly service?: Service;
  readonly location: string;
  readonly encrypted: boolean;
  /** Secret of the service that opens it; restic only. */
  readonly password?: SecretFile;
  /** systemd calendar expressions, and into how many parts the data are cut of which each check reads one. */
  readonly upkeep: { readonly prune: string; readonly check: string; readonly parts: number; readonly restoreTest: string };
}

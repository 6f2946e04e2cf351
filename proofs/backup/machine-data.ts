import type { BackupPolicy } from '../../core/model/policy/policy.ts';
import type { Service } from '../../core/model/service/service.ts';

/** Two states of the files of each service of one machine, as `tree.ts` writes them. */
export interface MachineData {
  readonly first: ReadonlyMap<Service, string>;
  readonly second: ReadonlyMap<Service, string>;
  /** Id of the snapshot that holds the first state, by the policy that it was made by. */
  readonly firstIds: ReadonlyMap<BackupPolicy, string>;
}

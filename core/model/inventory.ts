import type { AccessPolicy } from './access/access.ts';
import type { AllowRule } from './allow/allow.ts';
import type { Guest } from './guest/guest.ts';
import type { Host } from './host/host.ts';
import type { Lab } from './lab/lab.ts';
import type { Middleware } from './middleware/middleware.ts';
import type { Network } from './network/network.ts';
import type { BackupPolicy } from './policy/policy.ts';
import type { Repository } from './repository/repository.ts';
import type { Service } from './service/service.ts';
import type { BackupTarget } from './target/target.ts';

/**
 * The resolved inventory. References are objects, defaults are applied, every cross-file rule holds. Lists are sorted by id, so
 * nothing downstream depends on the order of the inventory files. Deep-readonly: facts and generators only read it.
 */
export interface Inventory {
  readonly lab: Lab;
  readonly networks: readonly Network[];
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
  readonly services: readonly Service[];
  readonly middlewares: readonly Middleware[];
  readonly access: readonly AccessPolicy[];
  readonly allow: readonly AllowRule[];
  readonly targets: readonly BackupTarget[];
  readonly repositories: readonly Repository[];
  readonly policies: readonly BackupPolicy[];
}

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

/** Anything that has a page of its own or is named in a snapshot. */
export type Thing =
  | Lab
  | Network
  | Host
  | Guest
  | Service
  | Middleware
  | AccessPolicy
  | AllowRule
  | BackupTarget
  | Repository
  | BackupPolicy;

import type { Service } from '../service/service.ts';

/** What has to be at hand on the day when the lab is down. */
export interface RecoveryKit {
  /** Where people keep the secrets of the lab. */
  readonly vault?: Service;
  /** The repository that all is built from. */
  readonly git?: { readonly url: string; readonly service?: Service; readonly kept?: string };
}

import type { ZodType } from 'zod';

/** Runs guests on hosts. */
export interface HypervisorHost {
  /**
   * What the inventory says of a host that runs it, under the id of its system: `hosts.<host>.<system>`. `node` is the name by which the
   * hypervisor knows the host.
   */
  readonly host: ZodType<{ readonly node: string }>;
  /** What people call that name. */
  readonly nodeTitle: string;
}

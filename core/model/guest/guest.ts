import type { Host } from '../host/host.ts';
import type { MachineBase } from '../machine/machine.ts';
import type { Node } from '../node.ts';
import type { BackupDecision } from '../policy/policy.ts';

export interface Guest extends Node<'guest'>, MachineBase {
  readonly type: 'vm' | 'lxc';
  /** Number that its hypervisor knows it by. */
  readonly vmid: number;
  readonly host: Host;
  readonly os?: string;
  readonly cores?: number;
  readonly memoryMiB?: number;
  readonly diskGiB?: number;
  /** PCI devices passed through, in words. */
  readonly passthrough: readonly string[];
  readonly backup: BackupDecision;
  /** What it says under the id of its hypervisor's system, as the schema of that system gives it; only that system knows the shape. */
  readonly native?: unknown;
}

import type { MachineBase } from '../machine/machine.ts';
import type { Node } from '../node.ts';
import type { Snapshots } from './snapshots.ts';

export interface Host extends Node<'host'>, MachineBase {
  /** What it is for, in words: `Container host`, `Virtualization host`. */
  readonly role: string;
  readonly os?: string;
  /** Id of the system that runs its guests, and the name by which that one knows the host. */
  readonly hypervisor?: { readonly system: string; readonly node: string };
  /** Local snapshots of file systems or guests. */
  readonly snapshots?: Snapshots;
}

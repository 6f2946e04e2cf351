import type { Host } from '../host/host.ts';
import type { Node } from '../node.ts';

export interface BackupTarget extends Node<'target'> {
  readonly medium: 'disk' | 'nas' | 'object-storage';
  readonly host?: Host;
  /** Where it is mounted. */
  readonly path?: string;
  /** What is mounted there: `/dev/disk/by-label/usb-ssd`. */
  readonly device?: string;
  readonly offsite: boolean;
}

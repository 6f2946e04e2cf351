export type GuestType = 'qemu' | 'lxc';

/** A guest as Proxmox VE keeps it: options by name, as text. */
export interface StandingGuest {
  readonly type: GuestType;
  readonly node: string;
  readonly vmid: string;
  config: Map<string, string>;
  status: 'running' | 'stopped';
}

/** What the stand-in keeps. */
export interface Cluster {
  readonly nodes: readonly string[];
  readonly guests: Map<string, StandingGuest>;
  /** Pool to its comment and members. */
  readonly pools: Map<string, { comment: string; readonly members: Set<string> }>;
  /** PCI mappings that guests may be given. */
  readonly mappings: ReadonlySet<string>;
  /** What the token may do. */
  readonly granted: readonly Granted[];
  /** What of it was needed so far: `VM.Audit on /pool/lab`. */
  readonly needed: Set<string>;
  /** Volumes that were downloaded or are there, `node storage:content/file`. */
  readonly volumes: Map<string, { readonly size: number }>;
}

/** Privileges that the token has on a path. */
export interface Granted {
  readonly path: string;
  readonly privileges: readonly string[];
  readonly propagate: boolean;
}

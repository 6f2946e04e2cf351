import type { core, ZodType } from 'zod';
import type { FrozenSource } from '../facts/backup/frozen-source.ts';
import type { RuntimePath } from '../files/runtime-path.ts';
import type { Host } from '../model/host/host.ts';
import type { FileSystemSnapshots, GuestSnapshots, Snapshots } from '../model/host/snapshots.ts';

/** Makes local snapshots. */
export type SnapshotTool = FileSystemSnapshotTool | GuestSnapshotTool;

interface MakesSnapshots<S extends Snapshots> {
  /** As `hosts.*.snapshots.tool` says it. One system plays each. */
  readonly tool: string;
  /**
   * What the inventory may say below `hosts.*.snapshots`, and what it means. Its key `tool` is a literal, which tells it from the others.
   */
  readonly schema: ZodType<S> & core.$ZodTypeDiscriminable;
}

/** Snapshots of guests, made by hand or by a hypervisor. */
export interface GuestSnapshotTool extends MakesSnapshots<GuestSnapshots> {
  readonly takes: 'guests';
}

/** Snapshots of file systems, which a backup can read from too. */
export interface FileSystemSnapshotTool extends MakesSnapshots<FileSystemSnapshots> {
  readonly takes: 'file-systems';
  /** Debian packages that it needs on a machine. */
  readonly packages: readonly string[];
  /** Repository path of the folder whose `install.sh` starts it on a host. */
  folder(host: Host): string;
  /** What the file systems have to be, for whoever installs the machine: `Btrfs: /srv is a subvolume that is mounted there`. */
  needs(snapshots: FileSystemSnapshots): string;
  readonly freezing: Freezing;
}

/** How a job of a backup reads a file system as it was at one moment. */
export interface Freezing {
  /**
   * Defines `freeze_<tool>` and `thaw_<tool>` for a POSIX shell. Both get the mount and what {@link Freezing.asks} says; the name of the
   * snapshot is in `now`.
   */
  readonly functions: RuntimePath;
  /** Program that has to be there, with the package that has it. */
  readonly program: readonly [name: string, from: string];
  /** Beyond what mounting takes: folders that are written to, capabilities, and units that have to be started before. */
  readonly writes?: readonly string[];
  readonly capabilities?: readonly string[];
  readonly wants?: readonly string[];
  /** What these functions get after the mount; `copied` are the paths in the file system that are read. */
  asks(source: FrozenSource, copied: readonly string[]): readonly string[];
}

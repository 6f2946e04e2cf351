import type { KeyPath } from '../../parse/locate.ts';

/** What of its machine a container holds. */
export type DoorKind = 'socket' | 'privileged' | 'namespace' | 'folder' | 'device' | 'capability' | 'filter';

/** Something by which whoever takes over a container gets at its machine. */
export interface Door {
  /** Name in `services` of the project. */
  readonly container: string;
  readonly kind: DoorKind;
  /** What the inventory gives the reason for, in the words of the project: `/etc`, `SYS_ADMIN`, `pid`. Unused for the socket of the engine. */
  readonly key: string;
  /** What is open and what it leads to, in words that follow the name of a container: `mounts /etc, where …`. */
  readonly what: string;
  /** What whoever takes over the container gets at, where that is not the machine. */
  readonly leadsTo?: string;
  /** Whether it is not known to be a door, so that it may wait for a reason. */
  readonly isDoubtful?: true;
  /** Where the project says it. */
  readonly path: KeyPath;
}

/** A door before it is known where it stands. */
export type Opening = Omit<Door, 'container' | 'path'>;

export type Spec = Readonly<Record<string, unknown>>;

/** The items of a list, as text; nothing of anything else. */
export const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Whether a switch is on, as Compose reads it. */
export const isSet = (value: unknown): boolean => value === true || /^(true|yes|on|y)$/i.test(String(value));

export const asSpec = (value: unknown): Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Spec) : {};

import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { SubjectId } from '../../model/node.ts';
import type { AutomaticWay } from '../automation/automatic-way.ts';

/** Kinds of the systems. The registry adds an entry for each kind that a `runbooks.ts` declares. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface SystemRunbookKinds {}

/** What has happened. */
export type RunbookKind = CoreRunbookKind | (keyof SystemRunbookKinds & string);

export type CoreRunbookKind =
  | 'restore-file'
  | 'restore-service'
  | 'restore-guest'
  | 'backup-failed'
  | 'rebuild-host'
  | 'target-died'
  | 'site-lost'
  | 'password-lost'
  | 'secret-known'
  | 'certificate-expired'
  | 'tunnel-down'
  | 'disk-full'
  | 'ransomware';

/** Why a command is not run in CI. Each is explained to the reader on the page. */
export type NotRunReason =
  /** It needs a product that no testbed can have; {@link NotRun.product} says which. */
  | 'product'
  /** It asks a service outside: the edge of the tunnel, a certificate authority, object storage, a mirror of packages. */
  | 'outside'
  /** It needs the machine itself: a boot medium, a cable, a disk that may be erased. */
  | 'hardware'
  /** It would take place on a person's own machine, such as a laptop, or inside an app that is not here. */
  | 'elsewhere';

/** Why a command is not run in CI, for its reader. */
export type NotRun = { readonly because: string } & (
  | { readonly reason: 'product'; readonly product: string }
  | { readonly reason: Exclude<NotRunReason, 'product'> }
);

/** One step. With `run` it is a command; without it is something that a person does or decides. */
export interface RunbookStep {
  /** Unique within the runbook, safe in a link: `stop`, `restore-photos`. It names the step in the record of the proof. */
  readonly id: string;
  readonly title: string;
  /** Where: a machine of the lab, or in words where it is not one: `your own computer`. */
  readonly on: Host | Guest | string;
  /** Exactly what is typed, as root, in a POSIX shell. Each step starts in a shell of its own: it keeps no variables of another. */
  readonly run?: string;
  /** What the command asks to be typed into it, in words: `the password of the repository, from paper`. Never what it is. */
  readonly asks?: string;
  /** What to see when it went well. */
  readonly expect?: string;
  /** What its output has to hold, each somewhere; the proof looks for it. */
  readonly shows?: readonly string[];
  /** Exit code that is right; 0 unless said. */
  readonly exits?: number;
  /** How to take it back; a command where one can. */
  readonly undo?: { readonly text: string; readonly run?: string };
  /** Runbooks that say how, by id, in this order. */
  readonly see?: readonly string[];
  /** What can go wrong, said before it is typed. */
  readonly caution?: string;
  /** Why CI does not run it. Only with `run`. */
  readonly notRun?: NotRun;
}

/** What to do when something has happened. One description gives the page, the printed bundle and what the proof runs. */
export interface Runbook {
  /** Unique, safe in a path: `restore-service-photos`, `rebuild-srv-1`. */
  readonly id: string;
  readonly kind: RunbookKind;
  readonly title: string;
  /** How the reader knows that this is the right page: what is seen, in one or two sentences. */
  readonly when: string;
  /** Paragraphs of plain text that have to be read before the first step. */
  readonly text: readonly string[];
  /** What it is about; their pages link here. */
  readonly subjects: readonly SubjectId[];
  /** Seconds that it may take, where a policy promises that. */
  readonly rto?: number;
  readonly steps: readonly RunbookStep[];
  /** Runbooks to go on with, by id, in this order. */
  readonly next: readonly string[];
  /** The playbook that does the same, where the lab has one. Whoever writes a runbook leaves it out: `runbooksOf` asks what runs playbooks. */
  readonly automatic?: AutomaticWay;
}

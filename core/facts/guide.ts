import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { SubjectId } from '../model/node.ts';

/** Instructions about one thing, made from the lab. */
export interface Guide {
  readonly subject: SubjectId;
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly text: readonly string[];
  readonly steps: readonly {
    readonly title: string;
    readonly on: Host | Guest;
    /** A shell command, to be run on that machine. */
    readonly run: string;
    readonly expect: string;
  }[];
}

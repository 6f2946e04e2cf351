import type { Diagnostic } from '../diagnostic.ts';
import type { LeftOut } from '../left-out.ts';
import type { Excuse } from './secret-mark.ts';

/** What the inventory says is no secret, though it looks like one, and what of it was needed so far. */
export interface Excuses {
  /** For what stands in a file, or is put together from several; for a service what the service says counts, too. */
  of(file: string | undefined, service?: string): Excuse;
  /** Files with something that is excused. Whether it still is, another file may say. */
  readonly files: ReadonlySet<string>;
  /** Everything that is excused somewhere, by its mark. */
  readonly marks: ReadonlySet<string>;
  /** Says which were not needed, once everything was looked at. */
  unneeded(leftOut: LeftOut): readonly Diagnostic[];
}

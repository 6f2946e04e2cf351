import type { Code, Diagnostic, Paste, Span } from './diagnostic.ts';
import type { SectionName } from './model/kinds.ts';
import type { SystemOptions } from './model/lab/lab.ts';
import type { KeyPath } from './parse/locate.ts';

/** A place in the inventory by its meaning; turned into a file position only when a message needs it. */
export interface Place {
  readonly section: SectionName;
  readonly id: string;
  readonly path: KeyPath;
}

/** Where a check says what is wrong. */
export interface Reporter {
  /** Reports one mistake at a place. */
  report(
    code: Code,
    at: Place | Span,
    message: string,
    more?: {
      hint?: string | undefined;
      related?: Diagnostic['related'];
      what?: 'key' | 'value';
      severity?: 'warning';
      paste?: readonly Paste[];
    },
  ): void;
  /** Whether the inventory has such an entry, with mistakes or without. */
  declares(section: SectionName, id: string): boolean;
  /** How many items the list at a place has in the inventory as written. */
  countOf(place: Place): number;
  /** A line that belongs below a key of an entry. */
  paste(section: SectionName, id: string, under: string, line: string): Paste;
  spanOf(place: Place, what?: 'key' | 'value'): Span;
  /** A place below `lab`, which is no section with ids. */
  labSpan(key: string, path: KeyPath): Span;
  /** A place below `systems.<id>`; the lab itself when the inventory says nothing there. */
  optionSpan(system: keyof SystemOptions, path: KeyPath): Span;
}

export function place(section: SectionName, id: string, ...path: KeyPath): Place {
  return { section, id, path };
}

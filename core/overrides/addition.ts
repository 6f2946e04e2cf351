/**
 * How lines of a person get into a generated file that is neither YAML nor JSON: `inventory/overrides/<path>` is put at its end. For formats in
 * which that says something, and in which what is said last counts or adds to the rest.
 */
export interface Addition {
  /** On the whole path. */
  readonly match: RegExp;
  /** What the first line that is no comment has to be, where the end of the file is within something: a head of a section. */
  readonly first?: RegExp;
  /** What each line that is no comment has to be. */
  readonly each?: RegExp;
  /** Lines that do: shown to who wrote others, and given to the file's program by a test. */
  readonly example: string;
}

/**
 * How lines of a person get into a generated file that is neither YAML nor JSON: `inventory/overrides/<path>` is put at its end. For formats in
 * which that says something, and in which what is said last counts or adds to the rest.
 */
export interface Addition {
  /** On the whole path. */
  readonly match: RegExp;
  /** A whole line that the program of the file skips, where that is more than `#` and what follows. Any other line says something. */
  readonly comment?: RegExp;
  /** What the first line that is no comment has to be, where the end of the file is within something: a head of a section. */
  readonly first?: RegExp;
  /** What each line that is no comment has to be. */
  readonly each?: RegExp;
  /** Lines that do: shown to who wrote others, and given to the file's program by a test. */
  readonly example: string;
}

/** What the system that makes a file says of lines at its end; nothing where the file takes none. */
export function additionFor(
  path: string,
  generator: string,
  systems: readonly { readonly id: string; readonly additions?: readonly Addition[] }[],
): Addition | undefined {
  return systems.find(({ id }) => id === generator)?.additions?.find(({ match }) => match.test(path));
}

/** Something that a container tells the program in it, beyond what the lab makes for it. */
export type Told =
  /** A word of the command that starts it. */
  | { readonly kind: 'argument'; readonly word: string }
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  /**
   * A file or folder that it finds at `target`, an absolute path of the container. `source` is as the project writes it; `repository` is its
   * path in this repository, where it is one.
   */
  | { readonly kind: 'file'; readonly target: string; readonly source: string; readonly repository?: string }
  /** Any other key of the container, with its value as one line. */
  | { readonly kind: 'setting'; readonly key: string; readonly value: string };

/** What it is, in one line that is the same for the same. */
export function toldLine(told: Told): string {
  switch (told.kind) {
    case 'argument':
      return `argument ${told.word}`;
    case 'variable':
      return `variable ${told.name}: ${told.value}`;
    case 'file':
      return `file ${told.target}: ${told.source}`;
    case 'setting':
      return `${told.key}: ${told.value}`;
  }
}

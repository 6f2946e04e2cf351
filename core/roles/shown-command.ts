/** A command of a tool, and how its reader knows that it went well. */
export interface ShownCommand {
  /** Exactly what is typed, as root, in a POSIX shell. */
  readonly run: string;
  /** What its output has to hold, each somewhere. */
  readonly shows?: readonly string[];
  /** What is seen, as the beginning of a sentence without its stop: `“Loaded”, the file and how large it is`. */
  readonly seen: string;
}

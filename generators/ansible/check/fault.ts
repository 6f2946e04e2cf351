/** Something wrong in a role or playbook. */
export interface Fault {
  /** Path as it was given. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

/** One line for people: `roles/base/tasks/main.yml:12: …`, without the file where the reader has it. */
export function inWords({ line, says }: Fault): string {
  return `line ${line}: ${says}`;
}

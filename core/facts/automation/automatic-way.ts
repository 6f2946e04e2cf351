import type { PlaybookId } from './playbook.ts';

/** A playbook that does what a runbook says by hand. */
export interface AutomaticWay {
  readonly playbook: PlaybookId;
  /** By the name of the variable, as it is given when the playbook is started. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What can be done to the lab from its repository, each the name of one playbook. */
export const PLAYBOOK_IDS = ['site', 'deploy', 'check', 'update', 'backup', 'restore', 'rebuild', 'bootstrap'] as const;
export type PlaybookId = (typeof PLAYBOOK_IDS)[number];

/** One playbook as everyone who starts it has to know it: what plays it, what schedules it, and the pages. */
export interface Playbook {
  readonly id: PlaybookId;
  readonly title: string;
  /** What it does, in one line without a full stop. */
  readonly what: string;
  /**
   * `nothing`: it only looks, so that it may run at any time. `machines`: it brings machines to what the files say. `data`: it replaces data
   * of services, so that a person starts it.
   */
  readonly changes: 'nothing' | 'machines' | 'data';
  /** What it leaves alone whatever happens, each in words that follow “it never”. */
  readonly never: readonly string[];
  readonly parameters: readonly PlaybookParameter[];
}

/** A variable that is given when a playbook is started. */
export interface PlaybookParameter {
  readonly name: `lab_${string}`;
  readonly title: string;
  /** What it means and what happens without it, in one line. */
  readonly what: string;
  readonly required: boolean;
  /** Ids that it may be, sorted. Absent: any text. */
  readonly values?: readonly string[];
}

import type { PlaybookParameter } from './playbook.ts';

/** What the Git host of a lab does by itself, each the name of one workflow. */
export const PIPELINE_IDS = ['check', 'plan', 'deploy', 'drift', 'update'] as const;
export type PipelineId = (typeof PIPELINE_IDS)[number];

/** One of them as data; how it is written is the matter of the Git host. */
export interface Pipeline {
  readonly id: PipelineId;
  readonly title: string;
  readonly starts: readonly Start[];
  /**
   * Runs of a turn follow each other. `lab`: all that reaches the machines, whatever pipeline it is of; a run that is at work is never
   * broken off. `request` and `branch`: a newer run of this pipeline takes the place of an older one.
   */
  readonly turn: 'lab' | 'request' | 'branch';
  readonly jobs: readonly Job[];
}

export type Start =
  /** A pull request is opened, or has new commits. */
  | { readonly on: 'request' }
  /** The branch of the lab has new commits. */
  | { readonly on: 'merge' }
  /** Five fields of cron, in UTC. */
  | { readonly on: 'schedule'; readonly cron: string }
  /** A person starts it, and may say these. */
  | { readonly on: 'hand'; readonly asks: readonly PlaybookParameter[] };

export interface Job {
  readonly id: string;
  readonly title: string;
  /** `anywhere`: without secrets and without a way to the machines. `lab`: with both. */
  readonly where: 'anywhere' | 'lab';
  /** What it may do at the Git host beyond reading the repository. A job in the lab may nothing. */
  readonly may?: 'comment' | 'keep an issue' | 'read what guards';
  /** What it does, so that people can decide who has to agree to it. */
  readonly guard?: 'plan' | 'deploy' | 'update';
  /** For what else it does not run: a request from a fork, and a branch that somebody started it on. */
  readonly only?: 'requests of own branches' | 'the branch of the lab';
  /** Jobs that come first. `even`: it runs also when they failed, and not when they were left out. */
  readonly after?: { readonly job: string; readonly even?: true };
  /** What later jobs may read, each given by a step of this id. */
  readonly gives?: Readonly<Record<string, string>>;
  readonly minutes: number;
  readonly steps: readonly Step[];
}

export interface Step {
  /** By which later steps know it. */
  readonly id?: string;
  readonly title: string;
  /** Lines of a POSIX shell that runs with -e. No value of the outside stands in them: those come by `env`. */
  readonly run: string;
  readonly env?: Readonly<Record<string, Value>>;
  /** It runs only if the step of this id gave `yes` as `is`. */
  readonly only?: string;
}

/** Where the value of an environment variable comes from. `self` is the user that the token is of. */
export type Value =
  | string
  | { readonly secret: string }
  | { readonly setting: string }
  | { readonly given: string; readonly by: string }
  | { readonly result: string }
  | { readonly asked: string }
  | { readonly of: 'token' | 'self' | 'commit' | 'request' | 'run' };

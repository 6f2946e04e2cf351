import type { Model } from '../core/contract.ts';
import type { Runbook, RunbookKind } from '../core/facts/runbooks/runbook.ts';
import type { Guest } from '../core/model/guest/guest.ts';
import type { Host } from '../core/model/host/host.ts';
import type { SubjectId } from '../core/model/node.ts';
import type { Service } from '../core/model/service/service.ts';
import type { Machine } from './machine/machine.ts';

/** What a scenario may do while its runbook is proven. The machines of the lab run, hold data in two states, and a backup of each. */
export interface ScenarioRun {
  readonly model: Model;
  machine(on: Host | Guest): Promise<Machine>;
  /** Does what the runbook says, word for word, and keeps what came of it. */
  follow(): Promise<void>;
  /** Keeps whether something is as it has to be: `problem` says what is not. */
  check(subject: SubjectId, name: string, problem: string | undefined): void;
  /** What paths of a machine are like, as text: kinds, modes, owners, links, times and contents. */
  tree(on: Host | Guest, paths: readonly string[]): Promise<string>;
  /** Checks that paths are as they were when {@link tree} was asked. */
  compare(subject: SubjectId, name: string, on: Host | Guest, paths: readonly string[], wanted: string): Promise<void>;
  /** What the databases of a service hold, as text; undefined when it has none. */
  databaseRows(service: Service): Promise<string | undefined>;
  /** Drops what the proof put into the databases of a service. */
  dropRows(service: Service): Promise<void>;
}

/** What has to happen before a runbook is opened, and how it has to be afterwards. Throws when it cannot be made to happen. */
export type Scenario = (run: ScenarioRun, runbook: Runbook) => Promise<void>;

/** `scenarios.ts` of a system: one for each kind of runbook that its `runbooks.ts` gives. */
export type SystemScenarios = Readonly<Partial<Record<RunbookKind, Scenario>>>;

/** Nothing is made to happen: what the runbook looks at is there. */
export const followOnly: Scenario = ({ follow }) => follow();

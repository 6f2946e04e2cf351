import type { Runbook } from '../runbooks/runbook.ts';
import type { AutomaticWay } from './automatic-way.ts';

/** What playbooks are for in one lab. */
export interface Automated {
  /** Ids of the machines that playbooks bring to what the files say; none where the lab does not use them. */
  readonly machines: readonly string[];
  /** Why some are left alone, by id of the machine; a sentence without a full stop. */
  readonly leftAlone: Readonly<Record<string, string>>;
  /** Id of the machine of the lab that playbooks are run from; undefined where that is a computer outside of it. */
  readonly control: string | undefined;
  /** The playbook that does all that a runbook says; undefined where a person has to. */
  does(runbook: Runbook): AutomaticWay | undefined;
}

import type { PlaybookId } from '../facts/automation/playbook.ts';
import type { Lab } from '../model/lab/lab.ts';

/**
 * Runs the playbooks of the lab, see `core/facts/automation/playbooks.ts`. At most one system plays it. All paths are relative to the
 * repository of the lab.
 */
export interface Automation {
  /** What the inventory still has to say before the lab has playbooks: `Add …`. Undefined where it has them. */
  missing(lab: Pick<Lab, 'systems'>): string | undefined;
  /** Folder that it is run in, so that it finds its settings. */
  readonly folder: string;
  /** File or folder that lists the machines. */
  readonly inventory: string;
  /** Pinned packages of Python that it is installed from, in a file as `pip install --requirement` takes it. */
  readonly packages: string;
  /** What it is installed with beyond those, as argument lists; they run in `folder`. */
  readonly prepare: readonly (readonly string[])[];
  playbook(id: PlaybookId): string;
  /** The argument list that runs a playbook in `folder`, without parameters. */
  command(id: PlaybookId): readonly string[];
  /** Option before a parameter, which is written `name=value`. */
  readonly parameterOption: string;
  /** Option before a file with the password of the store of secrets. */
  readonly passwordOption: string;
  /** Variable of the environment with more arguments for `ssh`. */
  readonly sshVariable: string;
}

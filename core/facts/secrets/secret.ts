import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { SubjectId } from '../../model/node.ts';
import type { SecretMaking } from '../../model/service/secret-making.ts';
import type { SecretFile, Service } from '../../model/service/service.ts';

import type { NotRun, RunbookStep } from '../runbooks/runbook.ts';

/** One value that the lab keeps secret; a store has it once, under its id. */
export interface Secret {
  /**
   * `<service>/<secret>`, for a line of a file with variables `<service>/<secret>/<VARIABLE>`, and for what no service declares
   * `<system>:<name>` or `lab:<name>`. No machine is in the id of what a service declares: it may move.
   */
  readonly id: string;
  readonly what: string;
  /** Where it can be read when all of the lab is down. */
  readonly kept?: string;
  /** The service that declares it. */
  readonly service?: Service;
  /** Declared secrets that have this value and no entry of their own in the store, as `<service>/<secret>`. Sorted. */
  readonly sameAs: readonly string[];
  readonly make: SecretMaking;
  /** Every file that holds it, sorted by machine and path. */
  readonly files: readonly SecretPlace[];
  /** Variables of programs that are run by a person or by what builds the lab. */
  readonly environment: readonly SecretVariable[];
  /** Who reads it; at least one. Sorted. */
  readonly users: readonly SecretUser[];
  /** What has to be done in the programs before they take another value, step by step. */
  readonly change: readonly SecretChange[];
}

/** One secret file on one machine. */
export interface SecretPlace {
  readonly machine: Host | Guest;
  /** Absolute. */
  readonly path: string;
  readonly owner: number;
  readonly group: number;
  /** 0444 where the user of a container is known to nobody; the folder is root's alone then. */
  readonly mode: '0400' | '0444' | '0600';
  readonly content: SecretContent;
}

export type SecretContent =
  /** The value, byte for byte, without a line break at its end. */
  | { readonly kind: 'value'; readonly secret: string }
  /** Lines `NAME=value` in this order. A value with a line break, or with the quote, cannot be written. */
  | { readonly kind: 'lines'; readonly quote: '' | "'"; readonly lines: readonly SecretLine[] };

/** `secret` is the id of a secret, `text` is none. */
export type SecretLine = { readonly name: string } & ({ readonly secret: string } | { readonly text: string });

export interface SecretVariable {
  /** `SOME_API_TOKEN`. */
  readonly name: string;
  /** Where it is read, for people: `the program in infra/…`. */
  readonly program: string;
}

/** Who reads a secret. */
export interface SecretUser {
  readonly subject: SubjectId;
  /** For people: `container web of Wiki`. */
  readonly what: string;
  readonly on?: Host | Guest;
  /** What lets it read the file anew, as root on its machine; absent for what reads it each time. */
  readonly restart?: string;
  /** Why no proof can run that. */
  readonly notRun?: NotRun;
}

/** What has to be done in a program, since it does not look at the file again. */
export interface SecretChange {
  /** In one sentence: `Delete the key of web`. */
  readonly what: string;
  /** Where one command does it. */
  readonly command?: SecretCommand;
}

/** What is typed as root on a machine; the rest is as in a step of a runbook. */
export interface SecretCommand extends Pick<RunbookStep, 'asks' | 'expect' | 'shows' | 'notRun'> {
  readonly on: Host | Guest;
  readonly run: string;
}

/** What a system knows of a secret that a service declares, or a secret of its own. */
export type SecretNeed = DeclaredSecretNeed | OwnSecretNeed;

export interface DeclaredSecretNeed {
  readonly service: Service;
  readonly secret: SecretFile;
  /** How it is made, where the inventory does not say otherwise. */
  readonly make?: SecretMaking;
  readonly users?: readonly SecretUser[];
  readonly change?: readonly SecretChange[];
}

export interface OwnSecretNeed
  extends Pick<Secret, 'what' | 'make' | 'users'>,
    Partial<Pick<Secret, 'kept' | 'files' | 'environment' | 'change'>> {
  /** `<system>:<name>`. */
  readonly id: `${string}:${string}`;
}

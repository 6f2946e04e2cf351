import type { BackupJob } from '../facts/backup/job.ts';
import type { RunbookStep } from '../facts/runbooks/runbook.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Repository } from '../model/repository/repository.ts';
import type { Service } from '../model/service/service.ts';
import type { ShownCommand } from './shown-command.ts';

/** Keeps repositories of one type, and gives what the runbooks of core type there. */
export type BackupTool = FileBackupTool | GuestBackupTool;

interface KeepsRepositories {
  /** As `repositories.*.type` says it. One system plays each type. */
  readonly type: string;
  /** Its name, for people. */
  readonly title: string;
  /** The same where there is little room. */
  readonly short: string;
  /** One of its repositories, with its name: `… repository`. */
  readonly noun: string;
  /** What has to be written for a repository of which nothing says which service writes it. */
  readonly writer: string;
  /** Frees space in a repository, on the machine that keeps it. */
  free(repository: Repository, on: Host | Guest): readonly RunbookStep[];
  /** Commands that show what a repository holds and change nothing; `on` is a machine that writes it, or keeps it. */
  showContents(repository: Repository, on: Host | Guest): readonly ShowCommand[];
}

/** Copies files of machines into repositories that a password opens. */
export interface FileBackupTool extends KeepsRepositories {
  readonly copies: 'files';
  /** Debian packages that it needs on a machine. */
  readonly packages: readonly string[];
  readonly words: {
    /** What stands in its commands for the newest copy: `latest`. */
    readonly newest: string;
    /** What it says of a wrong password. */
    readonly wrongPassword: string;
    /** What it says of a restore in a copy that holds none of what was asked for. */
    readonly nothingRestored: string;
  };
  /** Unit that tells people of the failure of another on a machine where it runs, for `OnFailure=`. */
  readonly failureUnit: string;
  /** Whether a location is an address in another place. Whatever else is a folder where it runs. */
  isElsewhere(location: string): boolean;
  /** Repository path of the folder whose `install.sh` starts its jobs on a machine. */
  folder(machine: Host | Guest): string;
  /** Lists the copies that a job made, oldest first. */
  list(job: BackupJob): ShownCommand;
  /** Puts paths of the newest copy of a job below a folder, `/` for their own place, with owners and modes. */
  restore(job: BackupJob, paths: readonly string[], target: string): ShownCommand;
  /**
   * Looks for the last clean copy of a job without a change to the repository: which copies there are, what changed, and paths of it restored
   * beside. `at` ends the ids of the steps.
   */
  examine(job: BackupJob, paths: readonly string[], at: string): readonly RunbookStep[];
  /** Makes an empty repository in the place of one that is lost. */
  remake(repository: Repository, on: Host | Guest): readonly RunbookStep[];
  changePassword(change: PasswordChange): PasswordSteps;
  /** A command that ends with 0 where the password of a machine, or the one in `file`, opens a repository. */
  opens(repository: Repository, on: Host | Guest, file?: string): string;
  readonly exits: {
    /** Exit code of its commands for a wrong password. */
    readonly wrongPassword: number;
  };
}

export interface PasswordChange {
  readonly repository: Repository;
  /** The machine that keeps the repository. */
  readonly on: Host | Guest;
  /** File that holds the password, the new one beside it, and where the old one is kept until the end. */
  readonly file: string;
  readonly fresh: string;
  readonly old: string;
}

/** What core puts between its own steps, which type the new password in and hand it to the machines. */
export interface PasswordSteps {
  /** Shows that the known password opens it. */
  readonly opens: readonly RunbookStep[];
  /** Lets the new one open it too, and tries it. */
  readonly add: readonly RunbookStep[];
  /** Takes the old one away, from the repository and from the machine. */
  readonly remove: readonly RunbookStep[];
}

/** Keeps copies of whole guests on a server that hypervisors write to. */
export interface GuestBackupTool extends KeepsRepositories {
  readonly copies: 'guests';
  /** Repository path of the folder whose `install.sh` starts the timers on the machine of a server. */
  folder(machine: Host | Guest): string;
  server(service: Service): BackupServer;
  /** Makes the server forget a repository that is lost; {@link BackupServer.apply} makes it again. */
  forget(repository: Repository, on: Host | Guest): readonly RunbookStep[];
}

type ServerStep = (on: Host | Guest, at?: number) => RunbookStep;

/** What is typed on a server of backups; `at` ends the ids of the steps where there are several. */
export interface BackupServer {
  readonly install: ServerStep;
  readonly stop: ServerStep;
  readonly start: ServerStep;
  /** Lets it know its repositories again. */
  readonly apply: ServerStep;
  /** Shows its repositories. */
  readonly show: ServerStep;
  /** What its settings hold, in words: `Users, tokens and the list of datastores`. */
  readonly settings: string;
}

/** A command that shows what a repository holds and changes nothing. */
export interface ShowCommand {
  readonly title: string;
  readonly on: Host | Guest;
  readonly run: string;
  /** What the command asks to be typed, in words. */
  readonly asks?: string;
}

import type { Model } from '../core/contract.ts';
import type { PlaybookId } from '../core/facts/automation/playbook.ts';
import type { BackupJob } from '../core/facts/backup/job.ts';
import type { Guest } from '../core/model/guest/guest.ts';
import type { Host } from '../core/model/host/host.ts';
import type { Middleware } from '../core/model/middleware/middleware.ts';
import type { Repository } from '../core/model/repository/repository.ts';
import type { StoreIo } from '../core/roles/secret-store.ts';
import type { Tool } from '../tools/tool.ts';
import type { SshAccess } from './debian/ssh-access.ts';
import type { InsideFiles } from './engine/engine-root.ts';
import type { Machine } from './machine/machine.ts';
import type { ServiceImage } from './stand-in/image.ts';
import type { Namespace } from './topology/namespace.ts';

/** `proof.ts` of a system: what a proof has to know of its product to run what is generated for it, by what the system is for the lab. */
export interface SystemProof {
  /** Programs that each machine of the proof `backup` has. */
  readonly onMachines?: readonly Tool[];
  /** Programs that are put into images of that proof. */
  readonly inImages?: readonly Tool[];
  readonly files?: FileBackupProof;
  readonly databases?: DatabaseProof;
  readonly fileSystems?: FileSystemProof;
  readonly ingress?: IngressProof;
  readonly bans?: BansProof;
  readonly interfaces?: InterfacesProof;
  readonly firewall?: FirewallProof;
  readonly automation?: AutomationProof;
}

/** Data of the proof are in one state, then in another, with a backup of each. */
export type DataState = 'first' | 'second';

/** Of a system that is a backup tool for files. */
export interface FileBackupProof {
  /** Puts in place what its runbooks take for an example. */
  fill(machine: Machine, job: BackupJob, state: DataState): Promise<void>;
  /** Id of the newest copy of a job. */
  newest(machine: Machine, job: BackupJob): Promise<string | undefined>;
  /** Lines of a shell that make a repository unless it is there; `place` is a folder in the stead of an address that is out of reach. */
  make(repository: Repository, on: Host | Guest, place: string): readonly string[];
  readonly faults: FaultProof;
}

/** How the runs of a backup tool are disturbed, and what they make of it. */
export interface FaultProof {
  /** Exit codes of a job, by what is wrong. */
  readonly exits: Readonly<Record<'wrongPassword' | 'noRepository' | 'notMounted' | 'diskFull', number>>;
  /** Whether a runbook says what an exit code means. */
  explains(code: number): boolean;
  /** Path of a large file among what a job copies, so that a run takes a while and needs room. */
  growth(job: BackupJob): string;
  /** Kills a run while it writes. Gives what is not as after a power failure. */
  kill(machine: Machine, job: BackupJob, repository: Repository): Promise<string | undefined>;
  /** What is wrong with a repository between two runs. */
  problem(machine: Machine, repository: Repository, on: Host | Guest): Promise<string | undefined>;
  /** Command that reads every byte of a repository and ends with 0 when all are as they were. */
  readAll(repository: Repository, on: Host | Guest): string;
  /** Command that prints the path of a file with data of the repository. */
  dataFile(repository: Repository): string;
}

/** Of a system that dumps databases. */
export interface DatabaseProof {
  /** An image with the real server, its client and what dumps it. */
  image(engine: string): Promise<ServiceImage>;
  /** Command for a shell in the container that reads SQL from its input and prints rows alone. */
  client(engine: string): string;
  /** SQL that puts a state into the table `proof`. */
  fill(engine: string, state: DataState): string;
  /** SQL that shows what the table `proof` holds, the same text for the same rows. */
  rows(engine: string): string;
}

/** Of a snapshot tool for file systems that can be made here. */
export interface FileSystemProof {
  /** Command that makes such a file system on a device. */
  make(device: string): string;
}

/** Of a system that is the ingress. */
export interface IngressProof {
  /** Why its program cannot be run here. */
  obstacle(): Promise<string | undefined>;
  /** Its real program as the image of its container, with the program's version. */
  image(): Promise<{ readonly image: ServiceImage; readonly tool: { readonly name: string; readonly version: string } }>;
  /**
   * One of its generated files as the testbed needs it: it makes no request outside, bans are asked for every second, rate limits let `burst`
   * requests through, and any login takes this line of an htpasswd file. A file that is not its own stays as it is.
   */
  adapt(path: string, content: string, options: { readonly burst: number; readonly userLine: string }): string;
  /** Files to lay beside the generated ones, so that it has these certificates; PEM. */
  certificates(given: readonly { readonly cert: string; readonly key: string }[]): Readonly<Record<string, string>>;
  /** Whether a middleware reads users from the secret of its service. */
  readsUsersFrom(model: Model, secret: string): boolean;
  /** Response headers that these middlewares promise over TLS, by lower-case name; `undefined` for one that is taken away. */
  headers(middlewares: readonly Middleware[]): ReadonlyMap<string, string | undefined>;
  isRateLimit(middleware: Middleware): boolean;
  /** Its own page that answers behind its hostname. */
  readonly ownPage: { readonly path: string; readonly holds: string; readonly title: string };
  /** Ports that it listens on beside its entry points. */
  readonly ports: readonly number[];
}

/** Of a system that decides on bans. */
export interface BansProof {
  /** Where its stand-in keeps its answer to those who enforce, and port and folder that it serves. */
  readonly standIn: { readonly port: number; readonly folder: string; readonly answer: string };
  /** The answer that bans addresses and lifts the bans of others. */
  decisions(banned: readonly string[], lifted: readonly string[]): string;
}

/** Of a system that writes the interfaces of machines. */
export interface InterfacesProof {
  /** For people. */
  readonly title: string;
  /** Why it cannot be run here. */
  obstacle(): Promise<string | undefined>;
  /** Repository path of the files of a host. */
  folder(host: string): string;
  /** What a machine calls its interface in a network with this tag. */
  interfaceIn(vlan: number): string;
  /** Files for a machine of the testbed whose VLANs are cables, plugged in under their names, since not every kernel has VLANs. */
  readonly cabled: InsideFiles;
  /** Interfaces whose addresses the files set. */
  links(files: ReadonlyMap<string, string>): readonly string[];
  /** Runs it with these files, by name, on the interfaces that the namespace has. */
  start(netns: Namespace, files: ReadonlyMap<string, string>): Promise<{ warnings(): readonly string[]; stop(): Promise<void> }>;
}

/** Of a system that is the firewall of routers and of machines with containers. */
export interface FirewallProof {
  readonly tool: Tool;
  /** Repository path of the ruleset of the router, or of a machine. */
  readonly router: string;
  machine(id: string): string;
  /** A ruleset that lets in nothing more over TCP to this port, not even what belongs to an open connection. */
  closed(content: string, port: number): string;
  /** Packets that the rules of a namespace have counted, by the comments of the rules; rules with the same comment are added up. */
  counters(netns: Namespace, program: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** Of the system that runs the playbooks of the lab. */
export interface AutomationProof {
  readonly tools: readonly Tool[];
  /** Why it cannot be run here. */
  obstacle(): Promise<string | undefined>;
  /** Stores of secrets that it can open in a proof, as `lab.secrets.store` says them. */
  readonly stores: readonly string[];
  /** Machines that playbooks log in to, in the order in which they are updated, each with its address. */
  machines(model: Model): readonly { readonly id: string; readonly address: string; readonly port: number }[];
  /** A control node at a place of the topology, with the files of a lab. */
  start(options: AutomationOptions): Promise<Playbooks>;
}

export interface AutomationOptions {
  readonly network: Namespace;
  readonly access: SshAccess;
  /** For what it keeps itself; is there. */
  readonly folder: string;
  /** Where the files of the lab are. */
  readonly root: string;
}

export interface Playbooks {
  play(id: PlaybookId, options?: PlayOptions): Promise<Played>;
  /** Runs a program of the store of secrets, for it to be filled. */
  readonly runStore: StoreIo['run'];
}

export interface PlayOptions {
  /** As whoever starts a playbook gives them: `lab_machine`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Ids of the only machines that it is about; all unless said. */
  readonly only?: readonly string[];
  /** The only parts of it: steps of bringing up a machine, or `base`, `secrets`, `stacks`. */
  readonly parts?: readonly string[];
  /** As the account that was there before the lab's own. */
  readonly firstContact?: boolean;
  /** Leaves out commands for a product that no test can have. */
  readonly withoutProducts?: boolean;
  /** Seconds until a service that does not come up has failed. */
  readonly patience?: number;
  /** Cuts it, as when the control node loses its power, when it begins the task of this number. */
  readonly cutAt?: number;
}

/** What came of a playbook. */
export interface Played {
  readonly code: number;
  readonly cut: boolean;
  readonly seconds: number;
  /** Tasks that were begun. */
  readonly tasks: number;
  /** By id of a machine. */
  readonly machines: ReadonlyMap<string, PlayedMachine>;
  /** Warnings and errors of the program itself. */
  readonly said: string;
  /** Everything, to look for what must not be in it. */
  readonly output: string;
}

export interface PlayedMachine {
  readonly reached: boolean;
  /** Tasks that changed something. */
  readonly changed: readonly string[];
  /** What a task said that failed, those among them that the playbook could deal with. */
  readonly failed: readonly string[];
  /** It did not come to the end of the playbook. */
  readonly stopped: boolean;
}

import type { ZodType } from 'zod';
import type { Phrase, Unit } from '../lib/phrase/phrase.ts';
import type { CheckKinds } from './check-kinds/check-kind.ts';
import type { ContainerEngine } from './compose/engine.ts';
import type { DeployPart } from './deploy/deployment.ts';
import type { Automated } from './facts/automation/automated.ts';
import type { ProvisioningRoot } from './facts/automation/provisioning-root.ts';
import type { Guide } from './facts/guide.ts';
import type { Runbook } from './facts/runbooks/runbook.ts';
import type { SecretNeed } from './facts/secrets/secret.ts';
import type { RuntimePath } from './files/runtime-path.ts';
import type { Inventory } from './model/inventory.ts';
import type { SubjectId } from './model/node.ts';
import type { Addition } from './overrides/addition.ts';
import type { KeyPath } from './parse/locate.ts';
import type { Ledger } from './plan/ledger.ts';
import type { Reporter } from './reporter.ts';
import type { Roles } from './roles/roles.ts';

/** What stands in a file: text of the generator, which ends with a newline, or the bytes of a runtime file. */
export type FileText = WrittenText | { readonly copyOf: RuntimePath };

interface WrittenText {
  readonly content: string;
  /** What is written in place of the text: a file of the inventory that is no text, or begins with a byte order mark. */
  readonly bytes?: Uint8Array | undefined;
}

/** One file that a generator wants. */
export type GeneratedFile = FileText & {
  /** Relative to the repository with `/`, below `infra/` or `src/content/lab/`; what may stand elsewhere says `core/plan/safe-path.ts`. */
  readonly path: string;
  /** POSIX permission bits; 0o644 unless said. */
  readonly mode?: 0o644 | 0o755 | 0o600;
  /** The things that it configures, for links from their pages. */
  readonly about?: readonly SubjectId[];
};

/** Ids of systems, each the name of its folder. The registry adds an entry for each folder. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface SystemIds {}
export type SystemId = keyof SystemIds & string;

/** Ids of everything that can be asked to take a file: programs of a `tool.ts` and checkers of a `checker.ts`. The registry adds them. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface JudgeIds {}
export type JudgeId = keyof JudgeIds & string;

/** A real program that has to take a generated file, see `cli/verify.ts`. */
export interface Acceptance {
  /** Id of a tool, which is called with `argv`, or of a checker. */
  readonly tool: JudgeId;
  /** Which of the system's files, as a pattern on the whole path. */
  readonly match: RegExp;
  /** Arguments for one file; the path is relative to the repository, which is the working folder. */
  readonly argv: (path: string) => readonly string[];
}

/** One fault that a person could make by hand in a generated file, and that the program behind it has to refuse: `mutations.ts`. */
export interface Mutation {
  /** Who has to refuse; one that the system's `accept` names. */
  readonly tool: JudgeId;
  /** The fault in words: `an unknown key`. */
  readonly what: string;
  /** Folder below `tests/labs/` or the `labs/` of a system whose output is edited; `reference` unless said. */
  readonly lab?: string;
  /** The first file that matches and has what is replaced is edited; it may be of another system. */
  readonly match: RegExp;
  readonly from: string | RegExp;
  /** As for `String.replace`. */
  readonly to: string;
  /** The program reads all files of the system together, so it gets them all. Unless set it gets the edited file alone. */
  readonly together?: true;
  /** Which file is refused, where that is another than the edited one. */
  readonly refused?: RegExp;
}

/**
 * One system that the lab uses: the default export of `generators/<id>/system.ts`. Pure: the same Model gives the same bytes; no clock,
 * randomness, environment or disk. `id` is the folder's name.
 */
export interface System {
  readonly id: SystemId;
  readonly title: string;
  /** What it is for core and for other systems. */
  readonly plays?: Roles;
  /** What it writes; where, says {@link GeneratedFile.path}. */
  files?(model: Model): Iterable<GeneratedFile>;
  /** Files about all files: asked after `files` of every system, with the paths of all of those, sorted. Such files see none of each other. */
  aboutAll?(model: Model, paths: readonly string[]): Iterable<GeneratedFile>;
  /**
   * What programs and people leave beside its files and that has no place in Git. Each is a name in which a star stands for any signs, with `/`
   * at its end for a folder, or with `/` at its beginning a path from `infra/` on.
   */
  readonly leaves?: readonly string[];
  readonly accept?: readonly Acceptance[];
  /** Which of its files take lines from `inventory/overrides/` at their end. YAML and JSON are merged; any other file takes none unless it is here. */
  readonly additions?: readonly Addition[];
  /** Files that pass on what a person wrote in the inventory for a program of their own choice: nothing in them is generated that could be checked. */
  readonly native?: RegExp;
}

/** A system with the optional parts of its folder that the pure pipeline uses, as the registry puts them together. */
export interface SystemParts extends System {
  /** `options.ts`: schema of `systems.<id>` in the inventory. Absent: the system has no options. */
  readonly options?: ZodType;
  /** `checks.ts`: what can be wrong with an inventory for it alone. */
  readonly checks?: SystemChecks;
  /** `runbooks.ts`: what to do when something has happened to it. */
  readonly runbooks?: SystemRunbooks;
  /** `guides.ts`: what a reader has to know of a service beyond its facts. */
  readonly guides?: (model: Model) => readonly Guide[];
  /** `secrets.ts`: what its files and programs need that is secret, and how the secrets that it knows are made. */
  readonly secrets?: (model: Model) => readonly SecretNeed[];
  /** `bundle.ts`: its part of the recovery bundle. A system that writes below `infra/` has one. */
  readonly bundle?: BundlePart;
  /** `panels.ts`: what it says on the pages of things. */
  readonly panels?: (model: Model) => readonly Panel[];
  /** `check-kinds.ts`: what the checks of its collector mean. */
  readonly checkKinds?: CheckKinds;
  /** `policy.ts`: what its files decide, where an override may say some of it without a reason or is best named in words of the file. */
  readonly policy?: readonly FilePolicy[];
  /** `engine.ts`: it runs the lab's containers. Exactly one system does. */
  readonly engine?: ContainerEngine;
  /** `provisioning.ts`: folders of its files that are planned and applied as one. */
  readonly provisioning?: (model: Model) => readonly ProvisioningRoot[];
  /** `automates.ts`: what playbooks are for in the lab. The system that plays the role `automation` has it. */
  readonly automates?: (model: Model) => Automated;
  /** `deploy.ts`: what has to be done on the machines so that its files take effect. A system that writes below `infra/` has one. */
  readonly deploy?: DeployPart<Model>;
}

/** What could be resolved of an inventory in which other parts may have mistakes. */
export type Resolved = Pick<Inventory, 'networks' | 'hosts' | 'guests' | 'services'> & Partial<Pick<Inventory, 'lab'>>;

/** Checks of one system. They report mistakes of a person; they never throw for one. */
export interface SystemChecks {
  /** Codes of its own. A code never changes; the registry adds it to the type of all codes. */
  readonly codes?: Readonly<Record<string, { readonly what: string; readonly why: string }>>;
  /** Looks at what could be resolved, together with the checks of core, so that one run reports all mistakes. It asks no fact. */
  resolved?(resolved: Resolved, reporter: Reporter): void;
  /** Looks at a lab without mistakes so far; may ask facts. */
  derived?(model: Model, reporter: Reporter): void;
}

export interface SystemRunbooks {
  /** Kinds of its own with what has happened, as one would say it at night. The registry adds them to the type of all kinds. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** In any order. */
  of(model: Model): readonly Runbook[];
}

/** One thing that a file decides and that pages speak of. */
export interface Decision {
  /** Names it within the file: `entry point tunnel`. */
  readonly id: string;
  /** What is decided, in one line; the same for the same. */
  readonly says: string;
  /** Where the file says it. */
  readonly at: KeyPath;
}

/**
 * What a file decides that an override can change: the default export of `policy.ts` is a list of these. Of a file that none matches, all
 * that it says is a decision.
 */
export interface FilePolicy {
  readonly match: RegExp;
  /** Reads it off the value of the file. It leaves out only what it knows to be harmless, and names all that it does not know. */
  readonly decides: (value: unknown, path: string, model: Model) => readonly Decision[];
}

/** Whether the files of a system are printed in the recovery bundle, and under which heading, or why a rebuild does without. */
export type BundlePart = { readonly title: string } | { readonly leftOut: string };

/** What a system says on the page of a thing, as text; nothing in it is markup. */
export interface Panel {
  readonly subject: SubjectId;
  readonly title: string;
  readonly text?: string;
  /** Rows of a list. */
  readonly facts?: readonly { readonly name: string; readonly value: string; readonly code?: true }[];
}

/** The lab: its resolved inventory and the systems that act on it. Facts are functions of it. */
export interface Model extends Inventory {
  /** Sorted by id. */
  readonly systems: readonly SystemParts[];
}

export type State = 'up' | 'degraded' | 'down' | 'unknown';

/** One check of one thing at one moment. */
export interface Observation {
  readonly subject: SubjectId;
  /** Names the check within its subject: `http:media.lab.example.net`, `container:jellyfin`, `tls:…`. */
  readonly check: string;
  readonly state: State;
  /** For people; at most 300 characters of text; from a live source, so never trusted in a format. An age in it is an instant, never words. */
  readonly message?: Phrase;
  readonly value?: number;
  /** Unit of `value`; there is none of ages: see `at`. */
  readonly unit?: Unit;
  /**
   * The instant that the check found: since when a process or a kernel runs or has stopped, when the last good copy was made, when a
   * certificate ends. ISO 8601 in UTC.
   */
  readonly at?: string;
  /** Commit of the lab's repository that what was found is from, in hex; with `-dirty` behind it where what was deployed was not committed. */
  readonly revision?: string;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  /** Id of the collector's source, as in {@link Snapshot.sources}. */
  readonly source: string;
}

/** A difference between what is declared and what runs. */
export interface Drift {
  readonly subject: SubjectId;
  readonly kind: 'missing' | 'undeclared' | 'image' | 'stopped' | 'files';
  readonly declared?: string;
  readonly actual?: string;
  readonly message: Phrase;
  readonly source: string;
}

/** What one collector was able to ask. */
export interface SourceReport {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  /** Why it could not be asked; free of secrets. */
  readonly error?: string;
  readonly durationMs: number;
}

/** The state of the lab at one moment. Written to `.rackbook/snapshot.json`; its JSON Schema is `public/schema/snapshot.schema.json`. */
export interface Snapshot {
  readonly schema: 'rackbook/snapshot/2';
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  /** After this many seconds every state counts as unknown. */
  readonly ttlSeconds: number;
  /** Set when a demo played the lab. */
  readonly demo?: boolean;
  readonly sources: readonly SourceReport[];
  readonly observations: readonly Observation[];
  readonly drift: readonly Drift[];
}

/** What all collectors of one run may still read together; each answer takes from it. */
export interface AnswerBudget {
  bytes: number;
  /** Numbers, texts, lists, objects and the like. */
  values: number;
}

/** The world as a collector may touch it; a test or the demo gives another one. */
export interface CollectorIo {
  /** Aborted at the collector's deadline. */
  readonly signal: AbortSignal;
  /** What all collectors of the run may still read together. */
  readonly budget: AnswerBudget;
  readonly now: () => Date;
  /** Where to connect for a declared endpoint; the demo answers with a loopback port. */
  readonly route: (host: string, port: number) => { readonly host: string; readonly port: number };
  /** DNS server to ask, or undefined for the system's resolver. */
  readonly dnsServer?: { readonly host: string; readonly port: number };
  /** PEM of a certificate authority to trust beside the system's. */
  readonly ca?: string;
  /** IPv4 and IPv6 addresses of this machine, to tell whether it stands inside the lab. */
  readonly localAddresses: readonly string[];
  readonly demo: boolean;
  /** The lab's repository on this machine; absent where there is none. */
  readonly repository?: RepositoryFiles;
}

/** What a collector may read of the lab's repository. */
export interface RepositoryFiles {
  /** A file that Rackbook keeps for itself, of at most `limit` bytes, as `core/write/own-file.ts` reads it. Throws errors of the disk. */
  ownFile(path: string, limit: number): OwnFile;
  /** Which files are generated, and their digests; undefined where that cannot be read. */
  ledger(): Ledger | undefined;
}

/** What stands at the path of such a file. `why` follows the path: `is a link`. */
export type OwnFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly why: string };

/** The same without what belongs to one run: the runner adds it. */
export type CollectorWorld = Omit<CollectorIo, 'signal' | 'budget'>;

export interface Collection {
  readonly sources: readonly SourceReport[];
  readonly observations: readonly Observation[];
  readonly drift: readonly Drift[];
}

/** Asks one kind of source what is. Never throws for a dead source: that is a report with `ok: false`. */
export interface Collector {
  readonly id: string;
  readonly title: string;
  /** Milliseconds for the whole collector. */
  readonly deadlineMs: number;
  /** Every kind of check that it may give, as its folder's `check-kinds.ts` declares; another one is refused. */
  readonly checks: CheckKinds;
  collect(model: Model, io: CollectorIo): Promise<Collection>;
}

import type { BackupDecision, BackupPolicy, BackupTarget, DataPath, Notify, RecoveryKit, Repository, Snapshots } from './backup-model.ts';
import type { AllowRule, Device, InternetAccess, Router } from './network-model.ts';

/**
 * The resolved inventory. References are objects, defaults are applied, every cross-file rule holds. Lists are sorted by id, so
 * nothing downstream depends on the order of the inventory files. Deep-readonly: facts and generators only read it.
 */
export interface Inventory {
  readonly lab: Lab;
  readonly networks: readonly Network[];
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
  readonly services: readonly Service[];
  readonly middlewares: readonly Middleware[];
  readonly access: readonly AccessPolicy[];
  readonly allow: readonly AllowRule[];
  readonly targets: readonly BackupTarget[];
  readonly repositories: readonly Repository[];
  readonly policies: readonly BackupPolicy[];
}

/** Names one thing of the lab in snapshots, ledgers and links: `service:jellyfin`. */
export type SubjectId = `${SubjectKind}:${string}`;
export type SubjectKind =
  | 'lab'
  | 'network'
  | 'host'
  | 'guest'
  | 'service'
  | 'middleware'
  | 'access'
  | 'allow'
  | 'target'
  | 'repository'
  | 'policy';

/** What every thing of the lab has. */
export interface Node<K extends SubjectKind> {
  readonly kind: K;
  /** Safe in paths, DNS labels and container names: `^[a-z0-9]+(-[a-z0-9]+)*$`, at most 40 characters. */
  readonly id: string;
  readonly subject: SubjectId;
  readonly title: string;
  /** One sentence for people; free text, never trusted in a format. */
  readonly summary: string;
  /** Planned things are documented and drawn, never generated, probed or backed up. */
  readonly planned: boolean;
}

export interface Lab extends Node<'lab'> {
  /** DNS zone below which hostnames are made: `lab.example.net`. */
  readonly domain: string;
  /** IANA time zone, used for schedules and container `TZ`. */
  readonly timezone: string;
  readonly owner: string;
  /** Web address of the repository's file view, such as `https://git.example.net/lab/src/branch/main/`; ends with `/`. */
  readonly sourceUrl?: string;
  /** Seconds after which a snapshot counts as unknown. */
  readonly statusTtl: number;
  /** What stands between the networks; without it nothing is generated for one. */
  readonly router?: Router;
  /** The service that terminates HTTP for the lab. */
  readonly ingress?: Service;
  /** The service that brings requests in from outside without open ports. */
  readonly tunnel?: Service;
  /** Container network of ingress and tunnel, as a CIDR; used when both run on one engine. */
  readonly tunnelNetwork: string;
  /** Who finds attackers and keeps them out. */
  readonly bans?: Bans;
  readonly recovery: RecoveryKit;
  readonly notify?: Notify;
  readonly limits: ContainerLimits;
  /** Image of the proxies between containers and the Docker socket. */
  readonly socketProxy: string;
  /** The Prometheus that is asked for health. */
  readonly prometheus?: { readonly service: Service; readonly url: string };
  /** What the inventory says under `systems.<id>`, each checked by that system's own schema. */
  readonly systems: SystemOptions;
  /** Id of the system that generates for the service of a role. Absent: nobody has the role, or its service is planned. */
  readonly players: Readonly<Partial<Record<RoleName, string>>>;
}

/** What a service is for the whole lab, so that a system has to generate for it. */
export type RoleName = 'ingress' | 'tunnel' | 'bans' | 'ban-edge';

/** Who decides on bans, and who acts on what it decides. */
export interface Bans {
  readonly engine: Service;
  /** Carries bans to the edge, the end of the tunnel on the internet. */
  readonly edge?: Service;
  /** Secret of the ingress with its API key for the engine. */
  readonly key: string;
  /** Seconds of a first ban. */
  readonly banSeconds: number;
  /** Networks whose addresses are never banned; sorted by id. */
  readonly spare: readonly Network[];
}

/** What one container may use, unless its fragment says otherwise. */
export interface ContainerLimits {
  /** As Compose writes it: `512m`. */
  readonly memory?: string | undefined;
  readonly cpus?: number | undefined;
  readonly pids: number;
}

export type NetworkRole = 'management' | 'apps' | 'dmz' | 'storage' | 'iot' | 'guest';

export interface Network extends Node<'network'> {
  readonly role: NetworkRole;
  /** 802.1Q tag, 1 to 4094. */
  readonly vlan?: number;
  /** CIDR with host bits zero. */
  readonly cidr: string;
  readonly cidr6?: string;
  readonly gateway?: string;
  readonly gateway6?: string;
  /** First and last address that DHCP hands out, and for how many seconds. */
  readonly dhcp?: { readonly from: string; readonly to: string; readonly leaseSeconds: number };
  /** Why and where everything in it may go on the internet; absent: nowhere. */
  readonly internet?: InternetAccess;
  /** Things with a fixed address that are neither host nor guest; sorted by id. */
  readonly devices: readonly Device[];
}

/** One address of a host or a guest. */
export interface Address {
  readonly network: Network;
  readonly ip: string;
  readonly ip6?: string;
  /** Of the interface, in lower case with colons; DHCP then hands out the address too. */
  readonly mac?: string;
}

/** A Docker Engine that runs on a host or inside a guest. */
export interface DockerEngine {
  /** `unix:///…`, `tcp://host:port`, `https://host:port` or `ssh://user@host`. Absent: not asked for status. */
  readonly endpoint?: string;
  /** Folder on the machine that holds `compose/<host>/<service>/`. */
  readonly root: string;
  /** Folder on the machine that holds secret files, `<service>/<secret>`. */
  readonly secrets: string;
  /** CIDR that the engine takes the ranges of its container networks from. */
  readonly addressPool: string;
}

interface Machine {
  /** Sorted by network id. */
  readonly addresses: readonly Address[];
  /** Where it is administered: its address in a management network, else its first. */
  readonly primary?: Address;
  /** Where its default route leads through; absent when none of its networks has a gateway. */
  readonly outward?: Address;
  /** The interface that carries its networks, tagged, as the machine calls it. */
  readonly uplink?: string;
  readonly docker?: DockerEngine;
  readonly health: HealthCheck;
  readonly hardware: readonly { readonly name: string; readonly value: string }[];
}

export interface Host extends Node<'host'>, Machine {
  /** What it is for, in words: `Docker host`, `Virtualization host`. */
  readonly role: string;
  readonly os?: string;
  readonly proxmox?: { readonly node: string };
  /** Local snapshots of file systems or guests. */
  readonly snapshots?: Snapshots;
}

export interface Guest extends Node<'guest'>, Machine {
  readonly type: 'vm' | 'lxc';
  /** Proxmox VMID, 100 to 999999999. */
  readonly vmid: number;
  readonly host: Host;
  readonly os?: string;
  readonly cores?: number;
  readonly memoryMiB?: number;
  readonly diskGiB?: number;
  /** PCI devices passed through, in words. */
  readonly passthrough: readonly string[];
  readonly backup: BackupDecision;
}

/** Options of each system, by its id. The registry adds an entry for each folder that has an `options.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface SystemOptions {}

/** Where requests come from. `lan` is the lab's own networks; `tunnel` is the internet through the tunnel service. */
export type Audience = 'lan' | 'tunnel';

/** One hostname of a service. */
export interface Exposure {
  /** Fully qualified, lower case. */
  readonly hostname: string;
  /** Container of the fragment that answers; absent for a service without a fragment. */
  readonly container?: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly to: readonly Audience[];
  /** In the order in which a request passes them. */
  readonly middlewares: readonly Middleware[];
  /** What the edge asks of everybody who comes through the tunnel. */
  readonly access?: {
    readonly policy: AccessPolicy;
    /** Audience tag of the application: with it the tunnel service checks the login again. */
    readonly audience?: string;
  };
  /** Whether the whole path is open to everybody who reaches it, and why that is right. */
  readonly open?: { readonly because: string };
}

/** How to see from outside that a service works. */
export type HealthCheck =
  | {
      readonly kind: 'http';
      readonly path: string;
      readonly status: readonly number[];
      readonly port?: number;
      readonly scheme: 'http' | 'https';
    }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'none'; readonly because: string };

export interface SecretFile {
  readonly id: string;
  readonly container?: string;
  /** What it is, for the reader who has to find it. */
  readonly what: string;
  /** A place outside of the lab where it can be read when all of the lab is down. */
  readonly kept?: string;
}

export interface Service extends Node<'service'> {
  readonly runsOn: Host | Guest;
  /** The lab network that it answers in. */
  readonly network: Network;
  /** Where it answers: the address of its machine in its network. */
  readonly address?: string;
  readonly group: string;
  readonly url?: string;
  readonly docs?: string;
  /** File name below `assets/` of the icon package, without `.svg`. */
  readonly icon?: string;
  readonly expose: readonly Exposure[];
  /** Ports that it answers on without the ingress, for people and probes. */
  readonly ports: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp'; readonly what: string }[];
  readonly health: HealthCheck;
  /** Services that it cannot work without. */
  readonly needs: readonly Service[];
  readonly neededBy: readonly Service[];
  /** Services that it talks to and can do without. */
  readonly uses: readonly Service[];
  /** What it may read of the Docker Engine beside it, through a proxy of its own. */
  readonly dockerApi?: { readonly container: string; readonly allow: readonly string[] };
  /** Why it may hold the Docker socket itself. */
  readonly dockerSocket?: string;
  readonly data: readonly DataPath[];
  /** Seconds that are promised for it alone, where that is less than its policies promise. */
  readonly recovery: { readonly rpo?: number; readonly rto?: number };
  readonly secrets: readonly SecretFile[];
  /** The native Compose fragment, as the inventory has it. Absent for a service that is not a container. */
  readonly compose?: ComposeFragment;
}

/** A Compose Specification document; checked, otherwise untouched. */
export interface ComposeFragment {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

/** What a middleware protects from, whatever system it is written for. */
export type Protection = 'networks' | 'login' | 'rate-limit' | 'headers' | 'other';

/** What a request passes at the ingress: exactly one of `native`, `networks` and `chain` is there. */
export interface Middleware extends Node<'middleware'> {
  /** As the system that plays the ingress has it. */
  readonly native?: NativeMiddleware;
  /** For an allowlist: the networks whose clients may pass. */
  readonly networks?: readonly Network[];
  /** For a chain: what it consists of, in order. */
  readonly chain?: readonly Middleware[];
}

/** A middleware in the words of one system, pasted from its documentation. */
export interface NativeMiddleware {
  /** Id of the system. */
  readonly system: string;
  /** What the system calls its kind: `rateLimit`. */
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly protects: Protection;
}

/** Who may pass the login of the edge: an identity that fits any of these. */
export interface AccessPolicy extends Node<'access'> {
  readonly emails: readonly string[];
  readonly emailDomains: readonly string[];
  /** Ids of groups that exist at the edge. */
  readonly groups: readonly string[];
  /** How long a login is good for: `24h`, `7d`. */
  readonly session: string;
}

/** Anything that has a page of its own or is named in a snapshot. */
export type Thing =
  | Lab
  | Network
  | Host
  | Guest
  | Service
  | Middleware
  | AccessPolicy
  | AllowRule
  | BackupTarget
  | Repository
  | BackupPolicy;

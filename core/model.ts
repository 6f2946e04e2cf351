/**
 * The resolved lab. References are objects, defaults are applied, every cross-file rule holds. Lists are sorted by id, so
 * nothing downstream depends on the order of the inventory. Deep-readonly: facts and generators only read it.
 */
export interface Model {
  readonly lab: Lab;
  readonly networks: readonly Network[];
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
  readonly services: readonly Service[];
  readonly middlewares: readonly Middleware[];
  readonly targets: readonly BackupTarget[];
  readonly repositories: readonly Repository[];
  readonly policies: readonly BackupPolicy[];
}

/** Names one thing of the lab in snapshots, ledgers and links: `service:jellyfin`. */
export type SubjectId = `${SubjectKind}:${string}`;
export type SubjectKind = 'lab' | 'network' | 'host' | 'guest' | 'service' | 'middleware' | 'target' | 'repository' | 'policy';

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
  /** The service that terminates HTTP for the lab. */
  readonly ingress?: Service;
  /** The service that brings requests in from outside without open ports. */
  readonly tunnel?: Service;
  /** The Prometheus that is asked for health. */
  readonly prometheus?: { readonly service: Service; readonly url: string };
  /** Options of the generators, by generator id, each validated by that generator's own schema. */
  readonly systems: Readonly<Record<string, unknown>>;
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
  /** First and last address that DHCP hands out. */
  readonly dhcp?: { readonly from: string; readonly to: string };
}

/** One address of a host or a guest. */
export interface Address {
  readonly network: Network;
  readonly ip: string;
  readonly ip6?: string;
}

/** A Docker Engine that runs on a host or inside a guest. */
export interface DockerEngine {
  /** `unix:///…`, `tcp://host:port`, `https://host:port` or `ssh://user@host`. Absent: not asked for status. */
  readonly endpoint?: string;
  /** Folder on the machine that holds `compose/<host>/<service>/`. */
  readonly root: string;
  /** Folder on the machine that holds secret files, `<service>/<secret>`. */
  readonly secrets: string;
}

interface Machine {
  /** Sorted by network id. */
  readonly addresses: readonly Address[];
  /** Where it is administered: its address in a management network, else its first. */
  readonly primary?: Address;
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
  readonly snapshots?: { readonly tool: string; readonly schedule: string; readonly keep: string };
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

export type BackupDecision = { readonly policy: BackupPolicy } | { readonly policy?: undefined; readonly because: string };

/** A place where a service keeps state. */
export interface DataPath {
  /** Absolute path on the machine, `./x` beside the Compose file, or the name of a volume. */
  readonly path: string;
  readonly what: string;
  readonly backup: BackupDecision;
}

export interface SecretFile {
  readonly id: string;
  readonly container?: string;
  /** What it is, for the reader who has to find it. */
  readonly what: string;
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
  readonly data: readonly DataPath[];
  readonly secrets: readonly SecretFile[];
  /** The native Compose fragment, as the inventory has it. Absent for a service that is not a container. */
  readonly compose?: ComposeFragment;
}

/** A Compose Specification document; checked, otherwise untouched. */
export interface ComposeFragment {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

export interface Middleware extends Node<'middleware'> {
  /** Native Traefik middleware: one key, such as `basicAuth`, with its options. */
  readonly traefik: Readonly<Record<string, unknown>>;
}

export interface BackupTarget extends Node<'target'> {
  readonly medium: 'disk' | 'nas' | 'object-storage';
  readonly host?: Host;
  readonly path?: string;
  readonly offsite: boolean;
}

export interface Repository extends Node<'repository'> {
  readonly type: 'restic' | 'pbs';
  readonly target: BackupTarget;
  /** The service that writes it. */
  readonly service?: Service;
  readonly location: string;
  readonly encrypted: boolean;
}

export interface BackupPolicy extends Node<'policy'> {
  readonly repositories: readonly Repository[];
  /** systemd calendar expression. */
  readonly schedule: string;
  readonly keep: Readonly<Record<string, number>>;
  /** Seconds. */
  readonly rpo: number;
  /** Seconds. */
  readonly rto: number;
}

/** Anything that has a page of its own or is named in a snapshot. */
export type Thing = Lab | Network | Host | Guest | Service | Middleware | BackupTarget | Repository | BackupPolicy;

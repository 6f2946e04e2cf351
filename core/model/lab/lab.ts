import type { Network } from '../network/network.ts';
import type { Node } from '../node.ts';
import type { Service } from '../service/service.ts';
import type { HardeningLevel } from './hardening.ts';
import type { Monitoring } from './monitoring.ts';
import type { RecoveryKit } from './recovery-kit.ts';
import type { Router } from './router.ts';

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
  /** What overrides decide otherwise than the rest of the inventory, and why; `path` is below `infra/`. Sorted by path. */
  readonly overrides: readonly { readonly path: string; readonly what: string; readonly because: string }[];
  readonly recovery: RecoveryKit;
  readonly notify?: Notify;
  /** Where the values of the secrets are kept; absent where a person puts them on the machines. */
  readonly secrets?: {
    /** As the system that plays the store says it. */
    readonly store: string;
    /** Where the key that opens it can be read when all of the lab is down. */
    readonly kept: string;
  };
  readonly limits: ContainerLimits;
  /** For every container whose service does not choose another. */
  readonly hardening: HardeningLevel;
  /** Image of the proxies between containers and the socket of their engine. */
  readonly socketProxy?: string;
  /** What watches the lab and is asked how it is. */
  readonly monitoring?: Monitoring;
  /** What the inventory says under `systems.<id>`, each checked by that system's own schema. */
  readonly systems: SystemOptions;
  /** Id of the system that generates for the service of a role. Absent: no service has the role, or it is planned. */
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
  readonly allowlist: readonly Network[];
}

/** What one container may use, unless its fragment says otherwise. */
export interface ContainerLimits {
  /** As Compose writes it: `512m`. */
  readonly memory?: string | undefined;
  readonly cpus?: number | undefined;
  readonly pids: number;
}

/** Options of each system, by its id. The registry adds an entry for each folder that has an `options.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface SystemOptions {}

/** Where a failure is reported. */
export interface Notify {
  readonly webhook: string;
  /** File on each machine that holds the token for it. */
  readonly token?: string;
}

import type { Companion } from '../../compose/project/companions.ts';
import type { ScalarTexts } from '../../compose/project/scalar-texts.ts';
import type { Guest } from '../guest/guest.ts';
import type { Host } from '../host/host.ts';
import type { HardeningChoice } from '../lab/hardening.ts';
import type { Strictness } from '../lab/strictness.ts';
import type { HealthCheck } from '../machine/machine.ts';
import type { Network } from '../network/network.ts';
import type { Node } from '../node.ts';
import type { DataPath } from './data-path.ts';
import type { Exposure } from './exposure.ts';
import type { SecretMaking } from './secret-making.ts';

export interface SecretFile {
  readonly id: string;
  readonly container?: string;
  /** What it is, for the reader who has to find it. */
  readonly what: string;
  /** Variables of the Compose project that it defines in lines `NAME=value`, sorted. No container mounts such a file. */
  readonly defines?: readonly string[];
  /** A place outside of the lab where it can be read when all of the lab is down. */
  readonly kept?: string;
  /** How its value is made, where the inventory says so. */
  readonly make?: SecretMaking;
  /** Has the same value, which is kept once, as that one's. */
  readonly sameAs?: { readonly service: Service; readonly secret: SecretFile };
  /** Who reads the file, in numbers, where the project does not say it. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What has to be done in the program itself before it takes another value. */
  readonly change?: readonly string[];
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
  /** What it may read of the container engine beside it, through a proxy of its own. */
  readonly engineApi?: { readonly container: string; readonly allow: readonly string[] };
  /** Why it may hold the engine's socket itself. */
  readonly engineSocket?: string;
  /** Why its containers may have what of their machine: by path, right, device, or key of the project. */
  readonly hostAccess: Readonly<Record<string, string>>;
  /** Why its labels may make the ingress do what `expose` does not say, by what it is. */
  readonly ownRoutes: Readonly<Record<string, string>>;
  readonly data: readonly DataPath[];
  /** Seconds that are promised for it alone, where that is less than its policies promise. */
  readonly recovery: { readonly rpo?: number; readonly rto?: number };
  readonly secrets: readonly SecretFile[];
  /** What the Compose project is called. */
  readonly project: string;
  /** Folder of the inventory that the project was read from; absent for one that stands in an inventory file. */
  readonly folder?: string;
  /** Files beside the Compose file that it names. */
  readonly companions: readonly Companion[];
  /** Containers of which a profile is on, so that they have none any more. */
  readonly switchedOn: readonly string[];
  /** Scalars of the project that are written as the inventory has them. */
  readonly scalarTexts: ScalarTexts;
  /** How far its containers are narrowed down, where that is not what the lab says. */
  readonly hardening?: HardeningChoice;
  /** Which decisions may wait while it moves in. */
  readonly strictness: Strictness;
  /** The Compose project as Compose reads it, without variables. Absent for a service that is not a container. */
  readonly compose?: ComposeFragment;
}

/** A Compose Specification document; checked, otherwise untouched. */
export interface ComposeFragment {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

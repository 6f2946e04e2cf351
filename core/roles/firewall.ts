import type { RunbookStep } from '../facts/runbooks/runbook.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';

/** Refuses what no flow lets through, at one or more of these places. */
export interface FirewallRole {
  readonly router?: RouterFirewall;
  readonly machine?: MachineFirewall;
  readonly containerHost?: ContainerHostFirewall;
}

/** Between networks, on the router. */
export interface RouterFirewall {
  /** Kinds of routers that it is generated for; see `RouterRole.kind`. Each kind has one. */
  readonly kinds: readonly string[];
  /** Whether the proof `network` loads it and sends packets through it. */
  readonly proven: boolean;
}

/** In front of single machines. It is asked for packets within one network too, where no router is. */
export interface MachineFirewall {
  /** Whether it stands in front of a machine. */
  guards(machine: Host | Guest): boolean;
  /** Which machines these are, at the beginning of a sentence that names them in the plural. */
  readonly words: string;
}

/** On a machine that runs containers, before the rules of its container engine. */
export interface ContainerHostFirewall {
  /** Debian packages that it needs on the machine. */
  readonly packages: readonly string[];
  /** Loads it on a machine that was installed again, before its containers start. */
  rebuild(host: Host): readonly RunbookStep[];
}

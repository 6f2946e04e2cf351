import type { Audience, Exposure, Guest, Host, Network, Service, SubjectId } from '../model.ts';

/** What several outputs need to know of a lab, said once. Made by `deriveFacts`; pure data. */
export interface Facts {
  /** Every exposed hostname and the way of a request to it, sorted by hostname. Planned services have none. */
  readonly routes: readonly Route[];
  /** Every container that should run, sorted by machine, service, container. */
  readonly containers: readonly Container[];
  /** Every check that can be made from inside the lab, sorted by subject and check. */
  readonly probes: readonly Probe[];
  /** Services in the order in which they can be started: each wave needs only earlier ones. Planned services are left out. */
  readonly startOrder: readonly (readonly Service[])[];
  /** Every path, volume and guest that holds state and what is decided about it. */
  readonly coverage: readonly Coverage[];
  /** Every address that is given out, in address order. */
  readonly addressPlan: readonly AddressUse[];
  /** The Compose document of every running service with a fragment, sorted by machine and service. */
  readonly stacks: readonly Stack[];
}

/** A fragment with what the lab decides laid over it. */
export interface Stack {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** Path of the file: `infra/compose/<machine>/<service>/compose.yaml`. */
  readonly path: string;
  /** A Compose Specification document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Shared container networks that it joins; they exist before it starts. */
  readonly networks: readonly string[];
  /** Where the fragment said otherwise than the lab would, and so won. */
  readonly overridden: readonly { readonly container: string; readonly key: string; readonly lab: string }[];
}

export interface Hop {
  readonly title: string;
  readonly detail: string;
  readonly subject?: SubjectId;
}

export interface Route {
  /** Unique Traefik router name: the hostname below the lab's domain, `pdf` or `api_pdf`. */
  readonly name: string;
  readonly service: Service;
  readonly exposure: Exposure;
  /** Traefik rule. */
  readonly rule: string;
  /** `websecure` for the LAN, `tunnel` for the tunnel. */
  readonly entryPoints: readonly EntryPoint[];
  /** `labels` when Traefik sees the container through its own Docker Engine, else `file`. */
  readonly via: 'labels' | 'file';
  /** Where the ingress connects to when `via` is `file`: `http://10.10.20.31:8096`. */
  readonly backend?: string;
  /** One chain for each audience, from the browser to the service. */
  readonly paths: readonly { readonly audience: Audience; readonly hops: readonly Hop[] }[];
}

export type EntryPoint = 'websecure' | 'tunnel';

export interface Container {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** Compose project: the service's id. */
  readonly project: string;
  /** Name in the fragment's `services`. */
  readonly name: string;
  readonly image: string;
  /** Whether it joins the shared network of its lab network; the others stay in the project's own. */
  readonly entry: boolean;
  /** Host ports that it publishes. */
  readonly published: readonly PublishedPort[];
}

export interface PublishedPort {
  readonly ip?: string;
  readonly port: number;
  readonly target: number;
  readonly protocol: 'tcp' | 'udp';
}

interface ProbeBase {
  readonly subject: SubjectId;
  /** Unique within the subject: `http:media.lab.example.net`. */
  readonly check: string;
  /** For people: `HTTP /health through the ingress`. */
  readonly title: string;
  /** Address or name to connect to. */
  readonly host: string;
  readonly port: number;
}

export type Probe =
  | (ProbeBase & {
      readonly kind: 'http';
      readonly scheme: 'http' | 'https';
      /** Value of the Host header and of SNI. */
      readonly hostname: string;
      readonly path: string;
      /** Statuses that mean up. */
      readonly status: readonly number[];
      /** Statuses that only mean that the ingress asks for a login, so the service behind it was not seen. */
      readonly loginStatus: readonly number[];
    })
  | (ProbeBase & { readonly kind: 'tls'; readonly hostname: string; readonly warnDays: number })
  | (ProbeBase & { readonly kind: 'tcp' })
  /** `host` and `port` name the DNS server; an empty host means the system's resolver. */
  | (ProbeBase & { readonly kind: 'dns'; readonly name: string; readonly expect: readonly string[] });

export interface Coverage {
  /** The service or the guest. */
  readonly subject: SubjectId;
  readonly owner: Service | Guest;
  readonly path: string;
  readonly what: string;
  /** Policy title, or why there is none. */
  readonly decision:
    | { readonly policy: string; readonly rpoSeconds: number; readonly to: readonly string[] }
    | { readonly because: string };
}

export interface AddressUse {
  readonly network: Network;
  readonly ip: string;
  readonly ip6?: string;
  readonly title: string;
  readonly subject?: SubjectId;
}

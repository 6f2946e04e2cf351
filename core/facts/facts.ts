import type { Audience, Exposure, Guest, Host, Middleware, Network, Service, SubjectId } from '../model/model.ts';
import type { ConfigFile } from './config-files.ts';
import type { Firewall } from './network/firewall.ts';
import type { Flow } from './network/flow.ts';
import type { Name } from './network/names.ts';
import type { Runbook } from './runbooks/runbook.ts';

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
  /** Container networks that several projects of one machine share, sorted by machine and name. */
  readonly containerNetworks: readonly ContainerNetwork[];
  /** Every middleware that Traefik is told of, sorted by name. */
  readonly middlewares: readonly RoutedMiddleware[];
  /** How the tunnel hands requests to the ingress; absent without a tunnel. */
  readonly tunnel?: TunnelLink;
  /** Every way from outside to a hostname, sorted by hostname and audience. */
  readonly exposure: readonly ExposedWay[];
  /** Ports of machines that answer without the ingress, sorted by service and port. */
  readonly directPorts: readonly DirectPort[];
  /** Everything that has to get from one place to another, sorted by id; all else is denied. */
  readonly flows: readonly Flow[];
  /** What a router between the networks lets through of it. */
  readonly firewall: Firewall;
  /** Every name that the lab's DNS answers for, sorted. */
  readonly names: readonly Name[];
  /** What a reader has to know of a service beyond its facts, sorted by subject. */
  readonly guides: readonly Guide[];
  /** What to do when something has happened, sorted by id. */
  readonly runbooks: readonly Runbook[];
}

/** A network of one Docker Engine that exists before the projects that join it. */
export interface ContainerNetwork {
  readonly machine: Host | Guest;
  /** `to-<service>`, or `tunnel`. */
  readonly name: string;
  /** The service that the others come for. */
  readonly provider: Service;
  /** The services that come, sorted by id. */
  readonly consumers: readonly Service[];
  /** CIDR, where addresses in it are fixed. */
  readonly subnet?: string;
}

/** A middleware under the name that routers call it by. */
export interface RoutedMiddleware {
  /** Its id, or `<id>_tunnel` where the tunnel needs another form of it. */
  readonly name: string;
  readonly middleware: Middleware;
  /** Native Traefik middleware. */
  readonly traefik: Readonly<Record<string, unknown>>;
}

export interface TunnelLink {
  readonly ingress: Service;
  readonly tunnel: Service;
  /** Where the tunnel connects to: `https://traefik:8443`. */
  readonly url: string;
  /** Where the ingress listens for it: `172.31.255.2:8443`, or `:8443` on every address. */
  readonly listen: string;
  /** Addresses, as CIDR, that may say who the client is: the tunnel's and no other. */
  readonly sources: readonly string[];
  /** The container network that only these two are in, when they run on one engine. */
  readonly network?: { readonly name: string; readonly subnet: string; readonly ingressIp: string; readonly tunnelIp: string };
}

export interface ExposedWay {
  readonly route: Route;
  readonly audience: Audience;
  /** What a request passes, from outside inwards. */
  readonly layers: readonly ProtectionLayer[];
  /** Why nobody is asked who they are; absent where somebody is. */
  readonly open?: string;
}

export interface ProtectionLayer {
  readonly kind: 'access' | 'bans' | 'tls' | 'networks' | 'login' | 'rate-limit' | 'headers' | 'other';
  readonly title: string;
  /** What it does, for people. */
  readonly detail: string;
  readonly subject?: SubjectId;
}

export interface DirectPort {
  readonly service: Service;
  readonly network: Network;
  readonly ip: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly what: string;
}

/** Instructions about one thing, made from the lab. */
export interface Guide {
  readonly subject: SubjectId;
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly text: readonly string[];
  readonly steps: readonly {
    readonly title: string;
    readonly on: Host | Guest;
    /** A shell command, to be run on that machine. */
    readonly run: string;
    readonly expect: string;
  }[];
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
  /** Files that the fragment has inline, beside the Compose file. */
  readonly configFiles: readonly ConfigFile[];
  /** Folders of the machine that have to belong to somebody other than root, before the containers start. */
  readonly folders: readonly { readonly path: string; readonly owner: string }[];
  /**
   * Files of the machine that have to be there, since Docker would make folders of missing ones, and that the user of the container has
   * to be able to read.
   */
  readonly secretFiles: readonly { readonly path: string; readonly user?: { readonly uid: string; readonly gid?: string } }[];
  /** Where the fragment said otherwise than the lab would, and so won. */
  readonly overridden: readonly { readonly container: string; readonly key: string; readonly lab: string }[];
}

export interface Hop {
  readonly title: string;
  readonly detail: string;
  readonly subject?: SubjectId;
}

export interface Route {
  /** Unique name: the hostname below the lab's domain, `pdf` or `api_pdf`. */
  readonly name: string;
  readonly service: Service;
  readonly exposure: Exposure;
  /** Traefik rule. */
  readonly rule: string;
  /** One for each audience, sorted by name. */
  readonly routers: readonly Router[];
  /** `labels` when Traefik sees the container through its own Docker Engine, else `file`. */
  readonly via: 'labels' | 'file';
  /** Where the ingress connects to when `via` is `file`: `http://10.10.20.31:8096`. */
  readonly backend?: string;
  /** One chain for each audience, from the browser to the service. */
  readonly paths: readonly { readonly audience: Audience; readonly hops: readonly Hop[] }[];
}

/** Traefik's router of one audience. */
export interface Router {
  /** The route's name, with `__tunnel` for the tunnel; unique. */
  readonly name: string;
  readonly audience: Audience;
  /** `websecure` for the LAN, `tunnel` for the tunnel. */
  readonly entryPoint: EntryPoint;
  /** Names in {@link Facts.middlewares}, in the order that a request passes them. */
  readonly middlewares: readonly string[];
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

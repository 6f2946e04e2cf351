import type { ZodType } from 'zod';
import type { Inventory } from '../model/inventory.ts';
import type { ProtectionKind } from '../model/middleware/middleware.ts';
import type { Audience } from '../model/service/exposure.ts';
import type { Player } from './player.ts';
import type { Route } from './route.ts';
import type { Told } from './told.ts';

/** A system that takes the requests of the lab and hands them to services. */
export interface IngressRole extends Player {
  /** Where requests of each audience come in. Only who comes in by `tunnel` is believed about the client's address. */
  readonly entryPoints: Readonly<Record<Audience, EntryPoint>>;
  /**
   * Labels by which it finds a container that shares a container network with it; the route is `via` container. `network` is the one where
   * the two meet. Absent: it reads no labels, and all its routes are in its files.
   */
  readonly labels?: (route: Route, network: string | undefined) => Readonly<Record<string, string>>;
  /** Whether a label of its own counts whatever a project says of it: without it no request comes in, or past what the inventory asks. */
  readonly needsLabel?: (label: string) => boolean;
  /** Whether it reads a label at all. Absent: it reads none. */
  readonly reads?: (label: string) => boolean;
  /**
   * What labels of a container make it do beyond these routes, which lead to that container: one line each, the same for the same. Absent:
   * it reads no labels. `isIngress`: it is a container of the ingress itself.
   */
  readonly beyond?: (labels: Readonly<Record<string, unknown>>, routes: readonly Route[], isIngress: boolean) => readonly string[];
  /**
   * Whether it takes no route, no way in and no login from something that its container tells it beside the files of the lab. Absent: nothing
   * is known to be harmless.
   */
  readonly knows?: (told: Told, inventory: Inventory) => boolean;
  /** What every request passes before the middlewares of its hostname, in this order. */
  readonly passes: readonly ('bans' | 'tls')[];
  /** Oldest TLS that it speaks: `TLS 1.2`. */
  readonly oldestTls: string;
  /** Ids of the systems whose bans it can enforce. */
  readonly enforces: readonly string[];
  /** How a middleware of the inventory is written for it, below its id, and what such a one protects from. */
  readonly middleware: {
    readonly schema: ZodType<Readonly<Record<string, unknown>>>;
    /** Asked of what the schema took. */
    read(written: Readonly<Record<string, unknown>>): {
      readonly kind: string;
      readonly options: Readonly<Record<string, unknown>>;
      readonly protects: ProtectionKind;
    };
  };
  accessLog(inventory: Inventory): AccessLog;
}

export interface EntryPoint {
  /** As its configuration and its access log call it. */
  readonly name: string;
  /** TCP port that it listens on for HTTPS. */
  readonly port: number;
  /** TCP port that redirects to it from HTTP. */
  readonly redirects?: number;
}

/** What it writes of each request: a line with one JSON object. */
export interface AccessLog {
  /** Name by which readers of logs know its form. */
  readonly format: string;
  /** Path inside its container; absent: the container's output. */
  readonly file?: string;
  /** Keys of the object. */
  readonly keys: {
    readonly entryPoint: string;
    /** Address and port of the connection: `172.31.255.3:41210`. */
    readonly peer: string;
    /** Address that the request is said to come from, as the entry point believes it. */
    readonly client: string;
    readonly header: (name: string) => string;
  };
}

/** What a client in a namespace is asked and what it answers, one JSON line each way. */

export interface ClientRequest {
  readonly url: string;
  /** Where to connect, in place of asking a name server for the URL's host. Default: what the URL says. */
  readonly connect?: { readonly host: string; readonly port: number };
  /** For TLS; `''` sends none. Default: the URL's host. */
  readonly servername?: string;
  /** `host` among them is sent in place of the URL's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM of the authority that must have signed the certificate. */
  readonly ca?: string;
  /** Take any certificate. */
  readonly insecure?: boolean;
  /** Default GET. */
  readonly method?: string;
  readonly body?: string;
  /** The client's own address to come from. */
  readonly from?: string;
  /** Milliseconds for the whole exchange. Default 5 seconds. */
  readonly timeoutMs?: number;
}

export interface ClientAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The first 256 KiB. */
  readonly body: string;
  /** Of the server, over TLS. */
  readonly certificate?: { readonly subject: string; readonly issuer: string; readonly names: string };
}

/** `error` is a code such as ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH or a certificate's. */
export interface ClientFailure {
  readonly error: string;
  readonly message: string;
}

export type TcpReach = 'open' | 'refused' | 'timeout' | 'unreachable' | (string & {});

export type Question =
  | { readonly kind: 'request'; readonly request: ClientRequest }
  | { readonly kind: 'flood'; readonly request: ClientRequest; readonly count: number; readonly concurrency: number }
  | { readonly kind: 'tcp' | 'udp'; readonly host: string; readonly port: number; readonly timeoutMs: number };

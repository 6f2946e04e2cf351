import type { SubjectId } from '../model/node.ts';

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
      /** Statuses of an ingress that asks for a login, as it has to here; what is behind is not seen then. Empty without a login. */
      readonly loginStatus: readonly number[];
    })
  | (ProbeBase & { readonly kind: 'tls'; readonly hostname: string; readonly warnDays: number })
  | (ProbeBase & { readonly kind: 'tcp' })
  /** `host` and `port` name the DNS server; an empty host means the system's resolver. */
  | (ProbeBase & { readonly kind: 'dns'; readonly name: string; readonly expect: readonly string[] });

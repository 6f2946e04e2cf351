/** What is asked of a name server and what it answers, one JSON line each way. */
export interface DnsQuestion {
  readonly server: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'PTR' | 'TXT' | 'SOA';
}

export interface DnsAnswer {
  /** `NOERROR`, `NXDOMAIN`, `REFUSED`; `none` when nothing came. */
  readonly code: string;
  /** Addresses or names of the type that was asked for, sorted. */
  readonly data: readonly string[];
}

/** Names in lower case to their addresses. */
export type UpstreamAnswers = Readonly<Record<string, readonly string[]>>;

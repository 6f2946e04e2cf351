// The part of the Model that says what stands between the networks and what may pass there.

/** The machine that has every gateway address. It is no host of the lab: what it does follows from the networks alone. */
export interface Router {
  readonly title: string;
  /** What kind it is, which decides who writes its configuration: the `kind` of a `RouterRole`. */
  readonly system: string;
  /** Interface to the internet. */
  readonly wan?: string;
  /** Interface that carries every network, tagged. */
  readonly trunk: string;
  /** Id of the system that answers for names. */
  readonly resolver: string;
  /** Addresses of the DNS servers that it asks for names beyond the lab. */
  readonly upstream: readonly string[];
}

// The part of the Model that says what stands between the networks and what may pass there.

/** The machine that has every gateway address. It is no host of the lab: what it does follows from the networks alone. */
export interface Router {
  readonly title: string;
  /** What runs on it, which decides in what form its configuration is written. */
  readonly system: 'linux' | 'opnsense';
  /** Interface to the internet. */
  readonly wan?: string;
  /** Interface that carries every network, tagged. */
  readonly trunk: string;
  /** Who answers DNS. DHCP is dnsmasq's in both cases. */
  readonly resolver: 'dnsmasq' | 'unbound';
  /** Addresses of the DNS servers that it asks for names beyond the lab. */
  readonly upstream: readonly string[];
}

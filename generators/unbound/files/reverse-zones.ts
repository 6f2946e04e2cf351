import ipaddr from 'ipaddr.js';

/** Bits of one label of a name in the reverse tree (RFC 1035, 3.5; RFC 3596, 2.5). */
const LABEL_BITS = { ipv4: 8, ipv6: 4 } as const;
const ROOT = { ipv4: 'in-addr.arpa.', ipv6: 'ip6.arpa.' } as const;

/**
 * The zones of the reverse tree that hold the addresses of a prefix and no others: one where it ends with a label, `10.10.10.in-addr.arpa.`,
 * else up to 128, since a zone cannot end within a label.
 */
export function reverseZones(cidr: string): readonly string[] {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const kind = address.kind();
  const size = LABEL_BITS[kind];
  const labels = address.toByteArray().flatMap((byte) => (size === 8 ? [byte] : [byte >> 4, byte & 15]));
  const whole = Math.floor(bits / size);
  const rest = whole * size === bits ? undefined : 2 ** (size - (bits % size));
  const last = labels[whole] ?? 0;
  const kept = labels.slice(0, whole);
  const all = rest === undefined ? [kept] : Array.from({ length: rest }, (_, index) => [...kept, last + index]);
  return all.map((path) => [...path.toReversed().map((label) => label.toString(size === 8 ? 10 : 16)), ROOT[kind]].join('.'));
}

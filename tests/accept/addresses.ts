import ipaddr from 'ipaddr.js';

/** `11.8.1.10.in-addr.arpa`, and the same for IPv6. */
export function reverseName(address: string): string {
  const parsed = ipaddr.parse(address);
  const bytes = parsed.toByteArray();
  const labels =
    parsed.kind() === 'ipv4' ? bytes.map(String) : bytes.flatMap((byte) => [byte >> 4, byte & 15]).map((label) => label.toString(16));
  return `${labels.toReversed().join('.')}.${parsed.kind() === 'ipv4' ? 'in-addr' : 'ip6'}.arpa`;
}

/** The third-to-last address of a prefix, which no lab here gives out. */
export function unusedIn(prefix: string): string {
  const [address, bits] = ipaddr.parseCIDR(prefix);
  const bytes = address.toByteArray();
  const filled = bytes.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, bits - index * 8))));
  return ipaddr.fromByteArray(filled.with(-1, (filled.at(-1) ?? 0) - 2)).toString();
}

export function isWithin(address: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const [low = '', own = '', high = ''] = [from, address, to].map((each) =>
    each
      .split('.')
      .map((part) => part.padStart(3, '0'))
      .join('.'),
  );
  return low <= own && own <= high;
}

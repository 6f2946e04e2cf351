import { once } from '../../lib/once.ts';

export interface PublishedPort {
  readonly ip?: string;
  readonly port: number;
  readonly target: number;
  readonly protocol: 'tcp' | 'udp';
}

/**
 * Host ports that one container of a fragment publishes. Understands the short syntax (`8080:80`, `127.0.0.1:53:53/udp`,
 * `8000-8010:9000-9010`, `[::1]:80:80`) and the long one of the Compose Specification; a port without a host side gets a
 * random one and is left out, as is one with an unresolved `${…}`.
 */
export const publishedPorts = once(
  ({ ports, network_mode: mode }: Readonly<Record<string, unknown>>): readonly (PublishedPort & { readonly index: number })[] =>
    // An engine publishes nothing of a container in the machine's network, or in none.
    Array.isArray(ports) && mode !== 'host' && mode !== 'none'
      ? ports.flatMap((entry, index) => parse(entry).map((port) => ({ ...port, index })))
      : [],
);

function parse(entry: unknown): PublishedPort[] {
  if (typeof entry === 'object' && entry !== null) return parseLong(entry as Record<string, unknown>);
  if (typeof entry !== 'string') return [];
  const match = /^(?:(\[[^\]]+\]|[\d.]+)?:)?(\d+(?:-\d+)?):(\d+(?:-\d+)?)(?:\/(tcp|udp)?)?$/i.exec(entry);
  if (!match) return [];
  const [, ip, published = '', target = '', protocol = ''] = match;
  return pair(ip?.replace(/^\[|\]$/g, ''), published, target, protocol.toLowerCase() === 'udp' ? 'udp' : 'tcp');
}

function parseLong(entry: Record<string, unknown>): PublishedPort[] {
  const { published, target, protocol } = entry;
  if (published === undefined || target === undefined) return [];
  const ip = typeof entry['host_ip'] === 'string' && entry['host_ip'] !== '' ? entry['host_ip'] : undefined;
  return pair(ip, String(published), String(target), protocol === 'udp' ? 'udp' : 'tcp');
}

function pair(ip: string | undefined, published: string, target: string, protocol: 'tcp' | 'udp'): PublishedPort[] {
  const from = range(published);
  const to = range(target);
  return from.map((port, index) => ({
    ...(ip === undefined ? {} : { ip }),
    port,
    target: to[Math.min(index, to.length - 1)] ?? port,
    protocol,
  }));
}

function range(text: string): number[] {
  const [first = Number.NaN, last = first] = text.split('-').map(Number);
  if (!(first >= 1 && last >= first && last <= 65_535)) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

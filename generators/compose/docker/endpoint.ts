import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

/** Where a Docker Engine listens. */
export type EngineEndpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'https'; readonly host: string; readonly port: number }
  | { readonly kind: 'ssh'; readonly user?: string; readonly host: string; readonly port: number };

// They become arguments of a program, so nothing may look like an option.
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/;
const SAFE_HOST = /^[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}$/;
const DEFAULT_PORT = { tcp: 2375, https: 2376, ssh: 22 } as const;

/** Reads `unix:///path`, `tcp://host:port`, `https://host:port`, `ssh://user@host`; undefined for anything else. */
export function parseEndpoint(text: string): EngineEndpoint | undefined {
  const unix = /^unix:\/\/(\/[^\0]+)$/.exec(text);
  if (unix?.[1]) return { kind: 'unix', path: unix[1] };
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const kind =
    url.protocol === 'tcp:' || url.protocol === 'http:'
      ? 'tcp'
      : url.protocol === 'https:'
        ? 'https'
        : url.protocol === 'ssh:'
          ? 'ssh'
          : undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (kind === undefined || !SAFE_HOST.test(host)) return undefined;
  const port = url.port === '' ? DEFAULT_PORT[kind] : Number(url.port);
  if (kind !== 'ssh') return { kind, host, port };
  if (url.username !== '' && !SAFE_NAME.test(url.username)) return undefined;
  return { kind, host, port, ...(url.username === '' ? {} : { user: url.username }) };
}

/** What to ask `io.route` for: the port, or for a socket and SSH, which have none, a name that only the demo leads anywhere. */
export function routeOf(endpoint: EngineEndpoint, { id }: Pick<Host | Guest, 'id'>): { readonly host: string; readonly port: number } {
  return endpoint.kind === 'tcp' || endpoint.kind === 'https'
    ? { host: endpoint.host, port: endpoint.port }
    : { host: `docker:${id}`, port: 0 };
}

/** An endpoint for people, without user names: `tcp://10.10.20.5:2375`. */
export function showEndpoint(endpoint: EngineEndpoint): string {
  if (endpoint.kind === 'unix') return endpoint.path;
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `${endpoint.kind}://${host}:${endpoint.port}`;
}

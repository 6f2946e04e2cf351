import { flattened } from '../../../core/facts/guards.ts';
import type { Middleware } from '../../../core/model/middleware/middleware.ts';

type Options = Readonly<Record<string, unknown>>;

/** Options of Traefik's `headers` that are a response header with the option's own text. Source: Traefik's reference of the middleware. */
const TEXT: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'content-security-policy',
  contentSecurityPolicyReportOnly: 'content-security-policy-report-only',
  customFrameOptionsValue: 'x-frame-options',
  permissionsPolicy: 'permissions-policy',
  referrerPolicy: 'referrer-policy',
};

/** Response headers that these middlewares promise over TLS, by lower-case name; `undefined` for one that is taken away. */
export function expectedHeaders(middlewares: readonly Middleware[]): ReadonlyMap<string, string | undefined> {
  const all = flattened(middlewares).flatMap(({ native }) => (native?.kind === 'headers' ? [native.options] : []));
  // The outermost comes last on the way back, so it has the last word.
  return new Map(all.reverse().flatMap(ofOptions));
}

function ofOptions(options: Options): [string, string | undefined][] {
  const found: [string, string | undefined][] = Object.entries(TEXT).flatMap(([option, header]) => {
    const value = options[option];
    return typeof value === 'string' && value !== '' ? [[header, value] as [string, string]] : [];
  });
  if (options['frameDeny'] === true && options['customFrameOptionsValue'] === undefined) found.push(['x-frame-options', 'DENY']);
  if (options['contentTypeNosniff'] === true) found.push(['x-content-type-options', 'nosniff']);
  const hsts = strictTransport(options);
  if (hsts !== undefined) found.push(['strict-transport-security', hsts]);
  for (const [name, value] of Object.entries((options['customResponseHeaders'] ?? {}) as Options))
    found.push([name.toLowerCase(), value === '' ? undefined : String(value)]);
  return found;
}

function strictTransport(options: Options): string | undefined {
  const seconds = options['stsSeconds'];
  if (typeof seconds !== 'number' || seconds === 0) return undefined;
  return [
    `max-age=${seconds}`,
    ...(options['stsIncludeSubdomains'] === true ? ['includeSubDomains'] : []),
    ...(options['stsPreload'] === true ? ['preload'] : []),
  ].join('; ');
}

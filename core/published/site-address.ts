import { Refusal } from '../refusal.ts';
import { inert } from '../report/terminal.ts';

/** Where a site is served. */
export interface SiteAddress {
  /** Path below which its pages are, with a `/` at both ends: `/` or `/lab/`. */
  readonly base: string;
  /** Address of the server, for links that have to be whole. */
  readonly site?: string;
}

const SEGMENT = /^[A-Za-z0-9._~-]+$/;

/**
 * Reads `RACKBOOK_BASE` and `RACKBOOK_SITE`. Throws {@link Refusal} for a base that is no path, would lead out of its server or is not written
 * as browsers send it, and for a site that is no address of a web server.
 */
export function siteAddress(env: Readonly<Record<string, string | undefined>>): SiteAddress {
  const base = readBase(env['RACKBOOK_BASE'] ?? '');
  const site = env['RACKBOOK_SITE'] ?? '';
  return site === '' ? { base } : { base, site: readSite(site) };
}

function readBase(said: string): string {
  if (said === '' || said === '/') return '/';
  const segments = said.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (segments.every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')) return `/${segments.join('/')}/`;
  const isAddress = /^\/\/|^[a-z]+:/i.test(said);
  throw new Refusal(
    `RACKBOOK_BASE is ${quoted(said)}, and has to be the path below which the site is served, such as /lab/: letters, digits, ".", "_", "~" and "-" ` +
      `between single slashes.${isAddress ? ' The address of the server goes to RACKBOOK_SITE.' : ''}`,
  );
}

function readSite(said: string): string {
  const url = URL.canParse(said) ? new URL(said) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === '')
    return said;
  throw new Refusal(`RACKBOOK_SITE is ${quoted(said)}, and has to be the address of the server, such as https://lab.example.net.`);
}

/** Neither of them may do anything to a terminal. */
const quoted = (text: string): string => `"${inert(text)}"`;

import ipaddr from 'ipaddr.js';
import type { Namespace } from '../../../testbed/topology/namespace.ts';

/** What the files of a machine say, or what its kernel has: one line of words for each thing, in one notation for both. */
export interface NetworkState {
  readonly addresses: readonly string[];
  readonly rules: readonly string[];
  /** Of every table, without those that the kernel makes itself. */
  readonly routes: readonly string[];
}

interface Section {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** Interfaces that .network files are for. */
export function linksOf(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].filter(([name]) => name.endsWith('.network')).flatMap(([, text]) => valuesOf(sectionsOf(text), 'Match', 'Name'));
}

/** What .network files ask for. */
export function wantedState(files: ReadonlyMap<string, string>): NetworkState {
  const perLink = [...files]
    .filter(([name]) => name.endsWith('.network'))
    .map(([, text]) => sectionsOf(text))
    .map((sections) => ({ sections, link: valuesOf(sections, 'Match', 'Name')[0] ?? '' }));
  return {
    addresses: perLink.flatMap(({ sections, link }) => valuesOf(sections, 'Network', 'Address').map((cidr) => `${link} ${plain(cidr)}`)),
    rules: perLink.flatMap(({ sections }) => sections.filter(({ name }) => name === 'RoutingPolicyRule').flatMap(wantedRules)),
    routes: perLink.flatMap(({ sections, link }) => [
      ...valuesOf(sections, 'Network', 'Gateway').map((gateway) => route('main', 'default', gateway, link)),
      ...sections
        .filter(({ name }) => name === 'Route')
        .map(({ entries }) => {
          const has = new Map(entries);
          return route(has.get('Table') ?? 'main', has.get('Destination') ?? 'default', has.get('Gateway'), link);
        }),
    ]),
  };
}

function wantedRules({ entries }: Section): string[] {
  const has = new Map(entries);
  const address = has.get('From') ?? has.get('To') ?? '';
  const families = has.get('Family') === 'both' ? [4, 6] : [address.includes(':') ? 6 : 4];
  const [priority, table] = [has.get('Priority') ?? '', has.get('Table') ?? 'main'];
  return families.map((family) => rule(family, priority, has.get('From') ?? 'all', has.get('To') ?? 'all', has.get('FirewallMark'), table));
}

/** What the kernel has in a namespace, apart from its own. */
export async function foundState(netns: Namespace): Promise<NetworkState> {
  const ask = async <T>(...words: string[]): Promise<readonly T[]> => {
    const { stdout } = await netns.run(['ip', '-json', ...words]);
    return stdout.trim() === '' ? [] : (JSON.parse(stdout) as T[]);
  };
  const [links, rules, routes] = await Promise.all([
    ask<KernelLink>('addr'),
    Promise.all([ask<KernelRule>('-4', 'rule'), ask<KernelRule>('-6', 'rule')]),
    Promise.all([ask<KernelRoute>('-4', 'route', 'show', 'table', 'all'), ask<KernelRoute>('-6', 'route', 'show', 'table', 'all')]),
  ]);
  return {
    addresses: links.flatMap(({ ifname, addr_info: addresses }) =>
      addresses.filter(({ scope }) => scope === 'global').map(({ local, prefixlen }) => `${ifname} ${plain(`${local}/${prefixlen}`)}`),
    ),
    rules: rules.flatMap((of, index) =>
      of
        .filter(({ priority }) => priority !== 0 && priority < KERNEL_RULES)
        .map(({ priority, src, srclen, dst = 'all', dstlen, fwmark, table }) =>
          rule(
            index === 0 ? 4 : 6,
            String(priority),
            withLength(src, srclen),
            withLength(dst, dstlen),
            fwmark && String(Number(fwmark)),
            table,
          ),
        ),
    ),
    routes: routes
      .flat()
      .filter(({ protocol }) => protocol !== 'kernel')
      .map(({ table = 'main', dst, gateway, dev }) => route(table, dst, gateway, dev ?? '')),
  };
}

/** What is wanted and is not there, and what is there and is not wanted. */
export function differences(wanted: NetworkState, found: NetworkState): readonly string[] {
  return (['addresses', 'rules', 'routes'] as const).flatMap((kind) => [
    ...wanted[kind].filter((each) => !found[kind].includes(each)).map((each) => `not there: ${each}`),
    ...found[kind].filter((each) => !wanted[kind].includes(each)).map((each) => `in no file: ${each}`),
  ]);
}

const KERNEL_RULES = 32_766;

interface KernelLink {
  readonly ifname: string;
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number; readonly scope: string }[];
}

interface KernelRule {
  readonly priority: number;
  readonly src: string;
  readonly srclen?: number;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly fwmark?: string;
  readonly table: string;
}

interface KernelRoute {
  readonly table?: string;
  readonly dst: string;
  readonly gateway?: string;
  readonly dev?: string;
  readonly protocol: string;
}

/** Sections of a file of systemd, in order; comments and empty lines are left out. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { name: string; entries: [string, string][] }[] = [];
  for (const line of text.split('\n')) {
    const head = /^\[(.+)\]$/.exec(line)?.[1];
    const [, key, value] = /^([^#;=[][^=]*)=(.*)$/.exec(line) ?? [];
    if (head !== undefined) sections.push({ name: head, entries: [] });
    else if (key !== undefined && value !== undefined) sections.at(-1)?.entries.push([key, value]);
  }
  return sections;
}

function valuesOf(sections: readonly Section[], name: string, key: string): string[] {
  return sections.filter((section) => section.name === name).flatMap(({ entries }) => entries.flatMap(([k, v]) => (k === key ? [v] : [])));
}

function rule(family: number, priority: string, from: string, to: string, mark: string | undefined, table: string): string {
  return [
    `rule ${priority} of IPv${family}`,
    `from ${plain(from)} to ${plain(to)}`,
    ...(mark ? [`mark ${mark}`] : []),
    `table ${table}`,
  ].join(' ');
}

function route(table: string, to: string, via: string | undefined, link: string): string {
  const family = [to, via].some((each) => each?.includes(':')) ? 6 : 4;
  return [
    `route of IPv${family}`,
    `table ${table}`,
    `to ${plain(to)}`,
    ...(via === undefined ? [] : [`via ${plain(via)}`]),
    `by ${link}`,
  ].join(' ');
}

function withLength(address: string, length: number | undefined): string {
  return length === undefined || address.includes('/') ? address : `${address}/${length}`;
}

/** An address or prefix in the notation of RFC 5952; a whole address without its length. */
function plain(text: string): string {
  const [address = '', length] = text.split('/');
  if (!ipaddr.isValid(address)) return text;
  const parsed = ipaddr.parse(address);
  const whole = parsed.kind() === 'ipv4' ? '32' : '128';
  return length === undefined || length === whole ? parsed.toString() : `${parsed.toString()}/${length}`;
}

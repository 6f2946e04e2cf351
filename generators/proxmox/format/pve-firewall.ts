import type { PortRange } from '../../../lib/port-ranges.ts';

/** A rule, or a reference to a security group. Nothing of it is ever text of a person. */
export interface PveRule {
  readonly type: 'IN' | 'OUT' | 'GROUP';
  /** `ACCEPT`, or the group's name. */
  readonly action: string;
  /** An address, or a set by its name: `+dc/net-apps`. */
  readonly source?: string;
  readonly dest?: string;
  readonly protocol?: 'tcp' | 'udp';
  /** Empty: every port. */
  readonly ports?: readonly PortRange[];
  /** Ids of the flows that it lets through. */
  readonly ids: readonly string[];
}

export type PveSection =
  | { readonly head: 'OPTIONS'; readonly options: readonly (readonly [name: string, value: string | number])[] }
  | { readonly head: 'ALIASES'; readonly aliases: readonly (readonly [name: string, cidr: string])[] }
  | { readonly head: 'IPSET'; readonly name: string; readonly entries: readonly string[] }
  | { readonly head: 'RULES'; readonly rules: readonly PveRule[] }
  | { readonly head: 'group'; readonly name: string; readonly rules: readonly PveRule[] };

/** Limits of pve-firewall 6.0 (`src/PVE/Firewall.pm`). A list of ports counts each port once and each range twice. */
export const LONGEST_GROUP = 18;
export const MOST_PORTS = 15;

const NAME = /^[a-z][a-z0-9_-]{1,63}$/;
const OPTION = /^[A-Za-z0-9_=,/]+$/;
const PLACE = /^(?:\+dc\/[a-z][a-z0-9_-]{1,59}|[0-9a-fA-F.:]+)$/;
const ENTRY = /^(?:! )?[0-9a-fA-F.:]+(?:\/\d{1,3})?$/;
const ID = /^[a-z0-9.-]+$/;
const COMMENT = /^[\w.,:;()/= -]+$/;

/**
 * A file of the Proxmox VE firewall. Sections stand in the order in which the caller has them, and what is referred to has to stand before
 * its use, since the program reads from top to bottom. Throws on what could be read as anything else: that is a bug of the caller.
 */
export function emitPveFirewall(header: readonly string[], sections: readonly PveSection[]): string {
  return `${[header.map((line) => `# ${check(COMMENT, line)}`).join('\n'), ...sections.map(print)].join('\n\n')}\n`;
}

function print(section: PveSection): string {
  switch (section.head) {
    case 'OPTIONS':
      return block(
        'OPTIONS',
        section.options.map(([name, value]) => `${check(NAME, name)}: ${check(OPTION, String(value))}`),
      );
    case 'ALIASES':
      return block(
        'ALIASES',
        section.aliases.map(([name, cidr]) => `${check(NAME, name)} ${check(ENTRY, cidr)}`),
      );
    case 'IPSET':
      return block(
        `IPSET ${check(NAME, section.name)}`,
        section.entries.map((entry) => check(ENTRY, entry)),
      );
    case 'RULES':
      return block('RULES', section.rules.map(rule));
    case 'group':
      return block(`group ${groupName(section.name)}`, section.rules.map(rule));
  }
}

function block(head: string, lines: readonly string[]): string {
  return [`[${head}]`, '', ...lines].join('\n').trimEnd();
}

function rule({ type, action, source, dest, protocol, ports = [], ids }: PveRule): string {
  if (ports.length > 0 && protocol === undefined) throw new TypeError('Ports need a protocol.');
  return [
    type,
    type === 'GROUP' ? groupName(action) : check(/^ACCEPT$/, action),
    ...(source === undefined ? [] : ['-source', check(PLACE, source)]),
    ...(dest === undefined ? [] : ['-dest', check(PLACE, dest)]),
    ...(protocol === undefined ? [] : ['-p', protocol]),
    ...(ports.length === 0 ? [] : ['-dport', portList(ports)]),
    ...(type === 'GROUP' ? [] : ['-log', 'nolog']),
    '#',
    ids.map((id) => check(ID, id)).join(', '),
  ].join(' ');
}

function portList(ports: readonly PortRange[]): string {
  if (portCount(ports) > MOST_PORTS) throw new RangeError(`A rule takes ${MOST_PORTS} ports, and a range counts twice.`);
  return ports.map(({ first, last }) => (first === last ? String(first) : `${first}:${last}`)).join(',');
}

export function portCount(ports: readonly PortRange[]): number {
  return ports.reduce((sum, { first, last }) => sum + (first === last ? 1 : 2), 0);
}

function groupName(name: string): string {
  if (name.length > LONGEST_GROUP) throw new RangeError(`The security group "${name}" is longer than ${LONGEST_GROUP} characters.`);
  return check(NAME, name);
}

function check(pattern: RegExp, text: string): string {
  if (!pattern.test(text)) throw new TypeError(`${JSON.stringify(text)} is not what a firewall file of Proxmox VE takes there.`);
  return text;
}

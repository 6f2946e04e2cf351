import { familyOf } from '../../../lib/address-family.ts';

/** What a rule may refer to by name. */
export interface Known {
  /** Sets with their scope: `dc/net-apps`, `guest/ipfilter-net0`. */
  readonly sets: ReadonlySet<string>;
  /** Family of each alias, with its scope. */
  readonly aliases: ReadonlyMap<string, 4 | 6>;
  readonly groups: ReadonlySet<string>;
}

/** Where a rule stands decides what it may be (`rule_env_direction_lookup`). */
export type RulePlace = 'cluster' | 'host' | 'guest' | 'group';

export const NAME = /^[A-Za-z][A-Za-z0-9_-]+$/;
export const LONGEST_NAME = 64;
export const LONGEST_GROUP = 18;
const MOST_PORTS = 15;
const TYPES: Readonly<Record<RulePlace, readonly string[]>> = {
  cluster: ['in', 'out', 'forward', 'group'],
  host: ['in', 'out', 'forward', 'group'],
  guest: ['in', 'out', 'group'],
  group: ['in', 'out', 'forward'],
};
const OPTION = /^-(?<key>i|p|source|dest|dport|sport|log) (?<value>\S+)\s*/;
const WITH_PORTS = ['tcp', 'udp', 'sctp', 'dccp', 'udplite'];
const PROTOCOLS = [...WITH_PORTS, 'icmp', 'icmpv6', 'ipv6-icmp', 'igmp', 'esp', 'ah', 'gre', 'vrrp'];
const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug', 'nolog'];

/** What is wrong with a rule's line; its comment has been taken off. Macros are refused: none is known here, and none is generated. */
export function ruleFaults(line: string, place: RulePlace, known: Known): string[] {
  const head = /^\|?(\S+)\s+(\S+)\s*/.exec(line);
  if (!head) return ['is no rule: it needs a type and an action'];
  const [whole, word = '', action = ''] = head;
  const type = word.toLowerCase();
  if (!TYPES[place].includes(type)) return [`has the type "${word}", which cannot stand here`];
  const { options, rest } = readOptions(line.slice(whole.length));
  if (rest !== '') return [`cannot be read from "${rest}" on`];
  if (type === 'group')
    return [
      ...(known.groups.has(action) ? [] : [`names the security group "${action}", which is not there`]),
      ...[...options.keys()].filter((key) => key !== 'i').map((key) => `has -${key} beside a security group`),
      ...optionFaults(options, place),
    ];
  const macro = /^(\S+)\((?:ACCEPT|DROP|REJECT)\)$/.exec(action)?.[1];
  if (macro !== undefined) return [`uses the macro "${macro}", which is not known here`];
  return [
    ...(/^(ACCEPT|DROP|REJECT)$/.test(action) && !(type === 'forward' && action === 'REJECT') ? [] : [`has the action "${action}"`]),
    ...optionFaults(options, place),
    ...addressFaults(options, known),
  ];
}

function readOptions(text: string): { options: Map<string, string>; rest: string } {
  const options = new Map<string, string>();
  let rest = text;
  for (let match = OPTION.exec(rest); match; match = OPTION.exec(rest)) {
    const { key = '', value = '' } = match.groups ?? {};
    // The program takes the last of two.
    if (options.has(key)) break;
    options.set(key, value);
    rest = rest.slice(match[0].length);
  }
  return { options, rest };
}

function optionFaults(options: ReadonlyMap<string, string>, place: RulePlace): string[] {
  const [iface, protocol, log] = ['i', 'p', 'log'].map((key) => options.get(key));
  const ports = [options.get('dport'), options.get('sport')].filter((each) => each !== undefined);
  return [
    ...(iface !== undefined && place === 'group' ? ['names an interface inside a security group'] : []),
    ...(iface !== undefined && place === 'guest' && !/^net\d+$/.test(iface)
      ? [`names the interface "${iface}", a guest has net0 and so on`]
      : []),
    ...(protocol !== undefined && !PROTOCOLS.includes(protocol) ? [`has the protocol "${protocol}"`] : []),
    ...(ports.length > 0 && !WITH_PORTS.includes(protocol ?? '') ? ['has ports and no protocol with ports'] : []),
    ...(log !== undefined && !LEVELS.includes(log) ? [`has the log level "${log}"`] : []),
    ...ports.flatMap(portFaults),
  ];
}

function portFaults(list: string): string[] {
  let count = 0;
  for (const item of list.split(',')) {
    const [, first, last] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(item) ?? [];
    if (first === undefined) return [`has "${item}", which is no port`];
    const numbers = [first, last ?? first].map(Number) as [number, number];
    if (numbers.some((port) => port > 65_535)) return [`has the port ${item}, beyond 65535`];
    if (numbers[0] > numbers[1]) return [`has the range ${item} backwards`];
    count += last === undefined ? 1 : 2;
  }
  return count > MOST_PORTS ? [`has ${count} ports, where ${MOST_PORTS} may stand and a range counts twice`] : [];
}

function addressFaults(options: ReadonlyMap<string, string>, known: Known): string[] {
  const ends = ['source', 'dest'].flatMap((key) => {
    const value = options.get(key);
    return value === undefined ? [] : [{ key, read: readEnd(value, known) }];
  });
  const families = new Set(ends.flatMap(({ read }) => read.family ?? []));
  const protocol = options.get('p');
  if (protocol === 'icmp') families.add(4);
  if (protocol === 'icmpv6' || protocol === 'ipv6-icmp') families.add(6);
  return [
    ...ends.flatMap(({ key, read }) => (read.fault === undefined ? [] : [`has -${key} ${read.fault}`])),
    ...(families.size > 1 ? ['mixes IPv4 and IPv6'] : []),
  ];
}

interface End {
  readonly fault?: string;
  readonly family?: 4 | 6;
}

function readEnd(value: string, { sets, aliases }: Known): End {
  if (value.startsWith('+')) {
    if (value.length > LONGEST_NAME + 1) return { fault: `${value}, which is longer than ${LONGEST_NAME} characters` };
    const [, scope, name = ''] = /^\+(guest\/|dc\/)?(.*)$/.exec(value) ?? [];
    if (!NAME.test(name)) return { fault: `${value}, which is no name of a set` };
    const found = scope ? sets.has(scope + name) : sets.has(`guest/${name}`) || sets.has(`dc/${name}`);
    return found ? {} : { fault: `${value}, a set that is not there` };
  }
  const [, scope, alias] = /^(guest\/|dc\/)?([A-Za-z][A-Za-z0-9_-]+)$/.exec(value) ?? [];
  if (alias !== undefined) {
    const name = alias.toLowerCase();
    const family = scope ? aliases.get(scope + name) : (aliases.get(`guest/${name}`) ?? aliases.get(`dc/${name}`));
    return family ? { family } : { fault: `${value}, an alias that is not there` };
  }
  const families = value.split(',').map(familyOf);
  const [family] = families;
  if (family === undefined || families.includes(undefined)) return { fault: `${value}, which is no address` };
  return families.every((each) => each === family) ? { family } : { fault: `${value}, which mixes IPv4 and IPv6` };
}

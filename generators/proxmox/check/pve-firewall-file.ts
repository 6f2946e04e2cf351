import { familyOf } from '../../../lib/address-family.ts';
import { type Known, LONGEST_GROUP, LONGEST_NAME, NAME, type RulePlace, ruleFaults } from './pve-firewall-rule.ts';

/** `guest` is the file of a VMID. */
export type FileKind = 'cluster' | 'host' | 'guest';

export interface FirewallFile {
  /** `line 12 …`; empty for a good file. */
  readonly faults: readonly string[];
  /** What the file defines, with the scope that it has for others. */
  readonly known: Known;
  readonly rules: number;
}

export const NOTHING_KNOWN: Known = { sets: new Set(), aliases: new Map(), groups: new Set() };

const BOOLEAN = /^[01]$/;
const LEVEL = /^(emerg|alert|crit|err|warning|notice|info|debug|nolog)$/;
const POLICY = /^(ACCEPT|DROP|REJECT)$/;
const NUMBER = /^\d+$/;

/** The options that each file may have (`parse_clusterfw_option` and its like). Those of a cluster's `enable` beyond 1 are a deadline. */
const OPTIONS: Readonly<Record<FileKind, Readonly<Record<string, RegExp>>>> = {
  cluster: {
    enable: BOOLEAN,
    ebtables: BOOLEAN,
    policy_in: POLICY,
    policy_out: POLICY,
    policy_forward: /^(ACCEPT|DROP)$/,
    log_ratelimit: /^(enable=)?[01](,burst=\d+)?(,rate=[1-9]\d*\/(second|minute|hour|day))?$/,
  },
  host: {
    ...all(
      ['enable', 'nosmurfs', 'tcpflags', 'ndp', 'log_nf_conntrack', 'nf_conntrack_allow_invalid', 'protection_synflood', 'nftables'],
      BOOLEAN,
    ),
    ...all(['log_level_in', 'log_level_out', 'log_level_forward', 'tcp_flags_log_level', 'smurf_log_level'], LEVEL),
    ...all(['nf_conntrack_max', 'protection_synflood_rate', 'protection_synflood_burst'], NUMBER),
  },
  guest: {
    ...all(['enable', 'dhcp', 'ndp', 'radv', 'macfilter', 'ipfilter'], BOOLEAN),
    ...all(['log_level_in', 'log_level_out'], LEVEL),
    ...all(['policy_in', 'policy_out'], POLICY),
  },
};

const SECTIONS: Readonly<Record<FileKind, RegExp>> = {
  cluster: /^(OPTIONS|ALIASES|RULES|IPSET|group)$/i,
  // `load_hostfw_conf` has no sets and aliases of its own.
  host: /^(OPTIONS|RULES)$/i,
  guest: /^(OPTIONS|ALIASES|RULES|IPSET)$/i,
};

function all(names: readonly string[], value: RegExp): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/**
 * Reads a file as `generic_fw_config_parser` of pve-firewall 6.0 does, from top to bottom: a name has to be defined before its use. That
 * program warns of what it does not understand and goes on without it; here it is a fault, as is a thing that is said twice.
 */
export function readFirewall(text: string, kind: FileKind, cluster: Known): FirewallFile {
  const reader = new Reader(kind, cluster);
  text.split('\n').forEach((line, index) => {
    reader.line(line.trim(), index + 1);
  });
  return { faults: reader.faults, known: reader.known, rules: reader.rules };
}

class Reader {
  readonly faults: string[] = [];
  rules = 0;
  readonly #kind: FileKind;
  readonly #sets: Set<string>;
  readonly #aliases: Map<string, 4 | 6>;
  readonly #groups: Set<string>;
  readonly #heads = new Set<string>();
  readonly #said = new Set<string>();
  #section = '';
  #number = 0;

  constructor(kind: FileKind, cluster: Known) {
    this.#kind = kind;
    this.#sets = new Set(cluster.sets);
    this.#aliases = new Map(cluster.aliases);
    this.#groups = new Set(cluster.groups);
  }

  get known(): Known {
    return { sets: this.#sets, aliases: this.#aliases, groups: this.#groups };
  }

  line(text: string, number: number): void {
    this.#number = number;
    if (text === '' || text.startsWith('#')) return;
    if (text.startsWith('[')) this.#head(text);
    else if (this.#section === '') this.#fault('stands in no section');
    else this.#entry(text);
  }

  #fault(what: string): void {
    this.faults.push(`line ${this.#number} ${what}`);
  }

  #head(text: string): void {
    const [, word = '', name] = /^\[(\S+?)(?:\s+(\S+))?\](?:\s*#.*)?$/.exec(text) ?? [];
    const section = word.toLowerCase();
    const named = section === 'ipset' || section === 'group';
    this.#section = '';
    this.#said.clear();
    if (!SECTIONS[this.#kind].test(word) || named !== (name !== undefined)) {
      this.#fault(`begins the section ${text}, which a ${this.#kind}'s file does not have`);
      return;
    }
    const head = [section, ...(name === undefined ? [] : [name.toLowerCase()])].join(' ');
    if (this.#heads.has(head)) this.#fault(`begins ${text} a second time`);
    this.#heads.add(head);
    this.#section = section;
    if (name === undefined) return;
    const longest = section === 'group' ? LONGEST_GROUP : LONGEST_NAME;
    if (!NAME.test(name)) this.#fault(`names "${name}", which has to begin with a letter and have letters, digits, - and _`);
    if (name.length > longest) this.#fault(`names "${name}", which is longer than ${longest} characters`);
    if (section === 'group') this.#groups.add(name.toLowerCase());
    else this.#sets.add(`${this.#scope}${name.toLowerCase()}`);
  }

  get #scope(): string {
    return this.#kind === 'guest' ? 'guest/' : 'dc/';
  }

  #entry(line: string): void {
    const [text = '', ...comment] = line.split('#').map((part) => part.trim());
    if (this.#section === 'options') this.#option(line);
    else if (this.#section === 'aliases') this.#alias(text);
    else if (this.#section === 'ipset') this.#member(text);
    else this.#rule(text, comment.join(''));
  }

  #rule(text: string, comment: string): void {
    this.rules++;
    for (const fault of ruleFaults(text, this.#place, this.known)) this.#fault(fault);
    if (comment === '') this.#fault('has no comment that says which flow it is for');
  }

  get #place(): RulePlace {
    return this.#section === 'group' ? 'group' : this.#kind;
  }

  #option(line: string): void {
    const [, name = '', value = ''] = /^(\w+):\s*(\S+)$/.exec(line) ?? [];
    const pattern = OPTIONS[this.#kind][name];
    if (!pattern) this.#fault(`has "${line}", which is no option of a ${this.#kind}`);
    else if (!pattern.test(value)) this.#fault(`sets ${name} to "${value}", which it does not take`);
    this.#once(name);
  }

  #alias(text: string): void {
    const [, name = '', cidr = ''] = /^(\S+)\s(\S+)$/.exec(text) ?? [];
    const family = familyOf(cidr);
    if (!NAME.test(name) || name.length > LONGEST_NAME || family === undefined) this.#fault(`has "${text}", which is no alias`);
    else this.#aliases.set(`${this.#scope}${name.toLowerCase()}`, family);
    this.#once(name.toLowerCase());
  }

  #member(text: string): void {
    const cidr = text.replace(/^!\s*/, '');
    const [, scope = '', alias] = /^(dc\/|guest\/)?([A-Za-z][A-Za-z0-9_-]+)$/.exec(cidr) ?? [];
    if (alias !== undefined) {
      if (![scope, ...(scope === '' ? ['dc/', 'guest/'] : [])].some((each) => this.#aliases.has(each + alias.toLowerCase())))
        this.#fault(`has ${cidr}, an alias that is not there`);
    } else if (familyOf(cidr) === undefined || cidr.includes('-')) this.#fault(`has "${text}", which is no address of a set`);
    else if (/\/0+$/.test(cidr)) this.#fault(`has ${cidr}, and a set takes no zero prefix`);
    this.#once(cidr);
  }

  #once(what: string): void {
    if (this.#said.has(what)) this.#fault(`has ${what} a second time`);
    this.#said.add(what);
  }
}

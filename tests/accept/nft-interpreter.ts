/** A second opinion on a ruleset: what the kernel lists of it is read and followed packet by packet, without the code that made it. */

import ipaddr from 'ipaddr.js';

/** A packet that opens a conversation. */
export interface Question {
  readonly in: string;
  /** Absent: it is for the router itself. */
  readonly out?: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** What became of it, and the comment of the rule that decided. */
export interface Answer {
  readonly verdict: 'accept' | 'drop' | 'reject';
  readonly by?: string;
}

type Json = Readonly<Record<string, unknown>>;
interface Chain {
  readonly rules: readonly { readonly expr: readonly Json[]; readonly comment?: string }[];
  readonly hook?: string;
  readonly policy?: 'accept' | 'drop';
}
export type Ruleset = { readonly chains: ReadonlyMap<string, Chain>; readonly sets: ReadonlyMap<string, readonly unknown[]> };

/** Reads what `nft --json list ruleset` prints, in the form of libnftables-json(5), of a single table. */
export function readRuleset(text: string): Ruleset {
  const chains = new Map<string, { rules: { expr: readonly Json[]; comment?: string }[]; hook?: string; policy?: 'accept' | 'drop' }>();
  const sets = new Map<string, readonly unknown[]>();
  for (const entry of (JSON.parse(text) as { nftables: Json[] }).nftables) {
    const { chain, rule, set } = entry as Record<string, Record<string, never> | undefined>;
    if (set) sets.set(set['name'] as unknown as string, (set['elem'] as unknown as unknown[] | undefined) ?? []);
    if (chain) chains.set(chain['name'] as unknown as string, { rules: [], hook: chain['hook']!, policy: chain['policy']! });
    if (rule)
      chains.get(rule['chain'] as unknown as string)?.rules.push({ expr: rule['expr'] as unknown as Json[], comment: rule['comment']! });
  }
  return { chains, sets };
}

/** Follows a packet through the hooks that it meets. */
export function ask(ruleset: Ruleset, question: Question): Answer {
  let last: Answer = { verdict: 'accept' };
  for (const hook of ['prerouting', question.out === undefined ? 'input' : 'forward'])
    for (const [name, chain] of ruleset.chains) {
      if (chain.hook !== hook) continue;
      last = follow(ruleset, name, question) ?? { verdict: chain.policy ?? 'accept' };
      if (last.verdict !== 'accept') return last;
    }
  return last;
}

/** The verdict of a chain, or undefined when it comes to its end. */
function follow(ruleset: Ruleset, name: string, question: Question): Answer | undefined {
  for (const { expr, comment } of ruleset.chains.get(name)?.rules ?? []) {
    let jumped: string | undefined;
    for (const statement of expr) {
      const [kind = '', value] = Object.entries(statement)[0] ?? [];
      const by = comment === undefined ? {} : { by: comment };
      if (kind === 'accept' || kind === 'drop' || kind === 'reject') return { verdict: kind, ...by };
      if (kind === 'match' && !matches(ruleset, value as Json, question)) break;
      if (kind === 'jump') jumped = (value as { target: string }).target;
      if (kind === 'vmap') jumped = lookUp(ruleset, value as Json, question);
      if (jumped !== undefined) {
        const answer = follow(ruleset, jumped, question);
        if (answer) return answer;
        break;
      }
      if (!KNOWN.has(kind)) throw new Error(`The interpreter does not know ${JSON.stringify(statement)}`);
    }
  }
  return undefined;
}

// A limit lets the first packet through, which is the one that is asked about; a log and a counter decide nothing.
const KNOWN = new Set(['match', 'counter', 'limit', 'log', 'jump', 'vmap']);

function lookUp(_: Ruleset, { key, data }: Json, question: Question): string | undefined {
  const found = read(key as Json, question);
  for (const [element, verdict] of (data as { set: [unknown, Json][] }).set) {
    const wanted = isConcat(element) ? element.concat : [element];
    if (JSON.stringify(wanted) === JSON.stringify(found)) return (verdict['jump'] as { target: string } | undefined)?.target;
  }
  return undefined;
}

function matches(ruleset: Ruleset, { op, left, right }: Json, question: Question): boolean {
  const [value] = read(left as Json, question);
  if (value === undefined) return false;
  const options =
    typeof right === 'string' && right.startsWith('@') ? ruleset.sets.get(right.slice(1)) : isSet(right) ? right.set : [right];
  const held = (options ?? []).some((option) => holds(option, value));
  return op === '!=' ? !held : held;
}

/** Values of a packet's fields; undefined where it has no such field, so that no comparison with it holds, `!=` neither. */
function read(left: Json, question: Question): readonly (string | number | undefined)[] {
  const { concat, meta, payload, ct } = left as {
    concat?: Json[];
    meta?: { key: string };
    payload?: { protocol: string; field: string };
    ct?: unknown;
  };
  if (concat) return concat.flatMap((each) => read(each, question));
  if (ct) return ['new'];
  const family = question.source.includes(':') ? 'ip6' : 'ip';
  if (meta) {
    const fields: Record<string, string | undefined> = {
      iifname: question.in,
      oifname: question.out ?? '',
      nfproto: family === 'ip' ? 'ipv4' : 'ipv6',
      l4proto: question.protocol,
    };
    if (!(meta.key in fields)) throw new Error(`The interpreter does not know meta ${meta.key}`);
    return [fields[meta.key]];
  }
  if (!payload) throw new Error(`The interpreter does not know ${JSON.stringify(left)}`);
  if (payload.protocol !== family && payload.protocol !== question.protocol) return [undefined];
  const fields: Record<string, string | number> = {
    saddr: question.source,
    daddr: question.destination,
    dport: question.port,
    sport: 40_000,
    hoplimit: 64,
  };
  return [fields[payload.field]];
}

function holds(option: unknown, value: string | number): boolean {
  if (typeof value === 'number') {
    const { range } = (typeof option === 'object' && option !== null ? option : {}) as { range?: [number, number] };
    return range ? range[0] <= value && value <= range[1] : option === value;
  }
  const { prefix } = (typeof option === 'object' && option !== null ? option : {}) as { prefix?: { addr: string; len: number } };
  if (!ipaddr.isValid(value)) return option === value;
  const address = ipaddr.parse(value);
  if (prefix) {
    const network = ipaddr.parse(prefix.addr);
    return network.kind() === address.kind() && address.match(network as never, prefix.len);
  }
  return typeof option === 'string' && ipaddr.isValid(option) && ipaddr.parse(option).toString() === address.toString();
}

function isSet(value: unknown): value is { readonly set: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'set' in value;
}

function isConcat(value: unknown): value is { readonly concat: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'concat' in value;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contains, parseAddress, parsePrefix } from '../../../lib/cidr.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { checkByProgram } from '../../../tools/verify/program.ts';
import { ifupdown2 } from '../tool.ts';

interface Stanza {
  readonly name: string;
  readonly options: readonly (readonly [key: string, value: string])[];
}

/**
 * ifupdown2's own syntax check, with its addons' rules for values.
 *
 * Refused by it (measured with 3.0.0): a line without a value, an unknown word, option, family or method, an invalid address,
 * number or `on`/`off` where one has to be, an interface whose name is too long. Let through, and refused here: a VLAN that the bridge does
 * not carry, a tag beyond 4094, an interface on a bridge that is not there, a gateway outside the interface's own network, two gateways in
 * one family. Commands are not run, nor read.
 */
export const ifupdown2Checker: Checker = {
  id: 'ifupdown2',
  title: 'ifupdown2',
  needs: ifupdown2,
  async check(files, context) {
    const verdicts = await checkByProgram(files, context);
    return Promise.all(
      verdicts.map(async (verdict) => {
        if (!verdict.ok) return verdict;
        const stanzas = readStanzas(await readFile(join(context.root, verdict.path), 'utf8'));
        const fault = stanzas.map((stanza) => stanzaFault(stanza, stanzas)).find((each) => each !== undefined) ?? gatewayFault(stanzas);
        return fault === undefined ? { ...verdict, detail: `${stanzas.length} stanzas` } : { ...verdict, ok: false, detail: fault };
      }),
    );
  },
};

function readStanzas(text: string): readonly Stanza[] {
  const stanzas: { name: string; options: (readonly [string, string])[] }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, word = '', rest = ''] = /^([^#\s]\S*)\s+(.*)$/.exec(line) ?? [];
    if (word === 'iface') stanzas.push({ name: rest.split(/\s/)[0] ?? '', options: [] });
    else if (word !== '' && word !== 'auto') stanzas.at(-1)?.options.push([word, rest]);
  }
  return stanzas;
}

function values({ options }: Stanza, key: string): readonly string[] {
  return options.filter(([name]) => name === key).map(([, value]) => value);
}

function stanzaFault(stanza: Stanza, all: readonly Stanza[]): string | undefined {
  const tags = vlansOf(stanza);
  const wrong = tags.find((tag) => !(tag >= 1 && tag <= 4094));
  if (wrong !== undefined) return `${stanza.name} carries the VLAN ${wrong}, and tags go from 1 to 4094`;
  const [, raw, tag] = /^(.+)\.(\d+)$/.exec(stanza.name) ?? [];
  if (raw !== undefined) {
    const below = all.filter(({ name }) => name === raw);
    if (below.length === 0) return `${stanza.name} is on ${raw}, which is not there`;
    if (!below.flatMap(vlansOf).includes(Number(tag))) return `${stanza.name} has a tag that ${raw} does not carry`;
  }
  const gateway = values(stanza, 'gateway').find((each) => !values(stanza, 'address').some((address) => isIn(each, address)));
  return gateway === undefined ? undefined : `${stanza.name} has the gateway ${gateway}, which is not in its network`;
}

function vlansOf(stanza: Stanza): number[] {
  return values(stanza, 'bridge-vids')
    .flatMap((list) => list.split(/\s+/))
    .map(Number);
}

function isIn(ip: string, cidr: string): boolean {
  return ([4, 6] as const).some((family) => {
    const [value, prefix] = [parseAddress(ip, family), parsePrefix(cidr, family)];
    return value !== undefined && prefix !== undefined && contains(prefix, value);
  });
}

function gatewayFault(stanzas: readonly Stanza[]): string | undefined {
  const gateways = stanzas.flatMap((stanza) => values(stanza, 'gateway'));
  const families = gateways.map((gateway) => (gateway.includes(':') ? 'IPv6' : 'IPv4'));
  const twice = families.find((family, index) => families.indexOf(family) !== index);
  return twice === undefined ? undefined : `${gateways.join(' and ')}: a machine has one way out in ${twice}`;
}

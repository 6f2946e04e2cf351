/** The proof of the network holds for what is generated, and names exactly what is wrong with a ruleset that was changed by hand. */

import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { zoneId } from '../../core/facts/network/flow.ts';
import { renderLab } from '../../core/pipeline.ts';
import { readCounters } from '../../generators/nftables/proof/counters.ts';
import { allProbes, portsToTry } from '../../proofs/network/probes.ts';
import { type NetworkTestbed, startTestbed } from '../../proofs/network/testbed.ts';
import { tryRuleset } from '../../proofs/network/try-ruleset.ts';
import { zonePlans } from '../../proofs/network/zone-plan.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { REFERENCE } from '../labs/labs.ts';

const nft = await findTool(toolOf('nft'));
const obstacle = isMissing(nft) ? nft.missing : await namespaceObstacle();
const strict = process.env['CI'] === 'true';
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/network-proof.test.ts: ${obstacle}\n`);
it.runIf(obstacle !== undefined && strict)('the network can be proven in CI', () => expect(obstacle).toBeUndefined());

const rendered = await renderLab(REFERENCE, systems);
if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
const { lab, files } = rendered.value;
const ruleset = files.find(({ path }) => path === 'infra/nftables/router/rackbook.nft')?.content ?? '';
const { rules } = firewallOf(lab.model);
const router = lab.model.lab.router!;
const zones = zonePlans(lab.model, router);
const probes = allProbes(zones, rules);
/** Lines that let a flow through, each a mutation when it is gone. */
const lines = ruleset.split('\n').filter((line) => /counter accept comment/.test(line));

/** Pair of zones that a line is about. */
function pairOf(line: string): string {
  const rule = rules.find(({ flow }) => flow.id === flowOf(line));
  if (!rule) throw new Error(`no rule has the flow of ${line}`);
  return `${zoneId(rule.flow.from.zone)} → ${zoneId(rule.flow.to.zone)}`;
}

/** Lines that are taken away together, since no two of them are about the same pair: a round takes seconds, whatever is missing. */
const groups = lines.reduce<string[][]>((made, line) => {
  const group = made.find((each) => each.every((other) => pairOf(other) !== pairOf(line)));
  if (group) group.push(line);
  else made.push([line]);
  return made;
}, []);

/** Testbeds that are tried at once: a round mostly waits for what does not come. */
const TESTBEDS = 3;

describe.skipIf(obstacle !== undefined).concurrent('the proof of the network', () => {
  const testbeds: { readonly testbed: NetworkTestbed; round: number }[] = [];
  const free: (typeof testbeds)[number][] = [];
  const queue = pLimit(TESTBEDS);
  const argv = isMissing(nft) ? [] : nft.argv;
  beforeAll(async () => {
    const ports = { tcp: portsToTry(rules, 'tcp'), udp: portsToTry(rules, 'udp') };
    for (let count = 0; count < TESTBEDS; count++) testbeds.push({ testbed: await startTestbed(zones, ports, argv), round: 0 });
    free.push(...testbeds);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(testbeds.map(({ testbed }) => testbed.stop()));
  });

  /** Checks that fail with a changed ruleset. */
  const failures = (changed: string) =>
    queue(async () => {
      const own = free.pop();
      if (!own) throw new Error('no testbed is free');
      try {
        const { testbed } = own;
        const round = own.round++;
        const { checks } = await tryRuleset({
          testbed,
          ruleset: changed,
          rules,
          probes,
          counters: (router) => readCounters(router, argv),
          round,
        });
        expect(checks.length).toBeGreaterThan(50);
        return checks.filter(({ ok }) => !ok);
      } finally {
        free.push(own);
      }
    });

  it('holds for what is generated', async () => {
    expect(await failures(ruleset)).toEqual([]);
  }, 60_000);

  it('has a rule for each that the facts have', () => {
    expect([...new Set(lines.map(flowOf))].sort()).toEqual([...new Set(rules.map(({ flow }) => flow.id))].sort());
  });

  it('takes away every line once', () => {
    expect(groups.flat().toSorted()).toEqual(lines.toSorted());
    expect(new Set(groups.flat().map(pairOf)).size).toBeGreaterThan(10);
  });

  it.each(groups.map((group) => ({ group, flows: group.map(flowOf).join(', ') })))(
    'fails without $flows, and names each',
    async ({ group }) => {
      const failed = await failures(group.reduce((text, line) => text.replace(`${line}\n`, ''), ruleset));
      const expected = group.flatMap((line) => [`${pairOf(line)}: packets`, `flow ${flowOf(line)}: counted`]);
      expect(failed.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
      for (const line of group) {
        const detail = (name: string) => failed.find((check) => check.name === name)?.detail;
        expect(detail(`${pairOf(line)}: packets`)).toContain(`is refused, though ${flowOf(line)} lets it through`);
        expect(detail(`flow ${flowOf(line)}: counted`)).toMatch(/counted|no rule carries its id/);
      }
    },
    60_000,
  );

  it('fails when everything is accepted, between the networks and to the router', async () => {
    for (const chain of ['forward', 'input']) {
      const open = ruleset.replace(new RegExp(`(hook ${chain} priority filter; policy )drop;[\\s\\S]*?\\n {2}}`), '$1accept;\n  }');
      expect(open).not.toBe(ruleset);
      const failed = await failures(open);
      expect(failed.some(({ name, detail }) => name.endsWith(': packets') && detail.includes('nothing declares it'))).toBe(true);
    }
  }, 60_000);

  it.each([
    ['a port for every client', 'chain from_iot_to_apps {', 'tcp dport 80 accept', 'iot → apps'],
    ['one address', 'chain from_apps_to_dmz {', 'ip saddr 10.10.20.33 ip daddr 10.10.30.11 tcp dport 22 accept', 'apps → dmz'],
    ['the router itself', 'chain from_guest_to_router {', 'tcp dport 22 accept', 'guest → router'],
    ['IPv6 alone', 'chain from_management_to_iot {', 'meta nfproto ipv6 tcp dport 80 accept', 'management → iot'],
    ['datagrams', 'chain from_iot_to_internet {', 'udp dport 53 accept', 'iot → internet'],
  ])(
    'fails with a rule added for %s',
    async (_, chain, rule, pair) => {
      const failed = await failures(ruleset.replace(`${chain}\n`, `${chain}\n    ${rule}\n`));
      expect(failed.map(({ name }) => name)).toEqual([`${pair}: packets`]);
      expect(failed[0]?.detail).toContain('is let through, and nothing declares it');
    },
    60_000,
  );

  it('fails when a network may be opened from the internet', async () => {
    const failed = await failures(
      ruleset
        .replace('    jump refused\n', '    iifname "enp1s0" accept\n    jump refused\n')
        .replace(/(chain forward \{[\s\S]*?)( {4}jump refused\n)/, '$1    iifname "enp1s0" oifname "vlan20" accept\n$2'),
    );
    expect(failed.map(({ name }) => name).sort()).toEqual(['internet → apps: packets', 'internet → router: packets']);
  }, 60_000);

  it('fails when another rule takes over what a flow is for', async () => {
    const failed = await failures(
      ruleset.replace(
        'chain from_iot_to_apps {\n',
        'chain from_iot_to_apps {\n    ip saddr 10.10.50.20 ip daddr 10.10.20.31 tcp dport 8096 accept\n',
      ),
    );
    expect(failed.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'flow allow.television-plays-films.jellyfin.tcp: counted: its rules counted 0 of 1 packets, so another rule let them through',
    ]);
  }, 60_000);

  it('fails when a machine may send with the address of another', async () => {
    const failed = await failures(ruleset.replace(/^.*iifname "vlan50" ip saddr.*\n/m, ''));
    expect(failed.map(({ name }) => name)).toEqual(['iot: false addresses']);
  }, 60_000);
});

function flowOf(line: string): string {
  return /comment "([^"]+)"/.exec(line)?.[1] ?? '';
}

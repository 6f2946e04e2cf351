/** Whatever the lab: nft takes its ruleset, and what the kernel then holds decides on every packet as the matrix does. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { zoneInterface } from '../../core/facts/network/interfaces.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { allProbes } from '../../proofs/network/probes.ts';
import { zonePlans } from '../../proofs/network/zone-plan.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { makeNamespace } from '../../testbed/topology/namespace.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import { type Answer, ask, readRuleset } from './nft-interpreter.ts';
import { randomLab } from './random-lab.ts';

const generators = systems.filter(({ id }) => id === 'nftables');
const nft = await findTool(toolOf('nft'));
const obstacle = isMissing(nft) ? nft.missing : await namespaceObstacle();
const RUNS = 40;

it.runIf(obstacle !== undefined && process.env['CI'] === 'true')('random labs can be tried in CI', () => expect(obstacle).toBeUndefined());

describe.skipIf(obstacle !== undefined)('the ruleset of any lab', () => {
  it('is taken by nft and decides as the matrix does', async () => {
    const netns = await makeNamespace();
    const argv = isMissing(nft) ? [] : nft.argv;
    const seen = { labs: 0, allowed: 0, refused: 0, six: 0, covered: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(randomLab, async (inventory) => {
          const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(inventory) }], systems);
          if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
          const { model } = loaded.value;
          const files = generate(model, generators, [], readRuntime);
          const ruleset = files.ok ? files.value.find(({ path }) => path === 'infra/nftables/router/rackbook.nft')?.content : undefined;
          const done = await netns.run([...argv, '--file', '-'], { input: ruleset ?? '' });
          expect(done.code, `${lastLines(done)}\n${ruleset}`).toBe(0);
          const listed = readRuleset((await netns.run([...argv, '--json', 'list', 'ruleset'])).stdout);
          const router = model.lab.router!;
          seen.labs += 1;
          seen.covered += firewallOf(model).covered.size;
          for (const probe of allProbes(zonePlans(model, router), firewallOf(model).rules)) {
            const out = zoneInterface(model, probe.to);
            const answer = ask(listed, { ...probe, in: zoneInterface(model, probe.from) ?? '', ...(out === undefined ? {} : { out }) });
            const wanted: Answer = probe.rule
              ? { verdict: 'accept', by: probe.rule.flow.id }
              : {
                  verdict: probe.from === 'internet' ? 'drop' : 'reject',
                  by: probe.from === 'internet' ? 'refused from internet' : 'refused',
                };
            if (answer.verdict !== wanted.verdict || answer.by !== wanted.by) expect({ probe, answer }).toEqual({ probe, answer: wanted });
            if (probe.rule) seen.allowed += 1;
            else seen.refused += 1;
            if (probe.rule && probe.family === 6) seen.six += 1;
          }
        }),
        { numRuns: RUNS },
      );
    } finally {
      await netns.end();
    }
    // The labs were worth trying.
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(0);
  }, 180_000);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dnsmasq } from '../../generators/dnsmasq/tool.ts';
import { unbound, unboundCheckconf } from '../../generators/unbound/tool.ts';
import { type NameServer, type NotStarted, startDnsmasq, startUnbound } from '../../testbed/topology/name-server.ts';
import { ip, makeNamespace, type Namespace } from '../../testbed/topology/namespace.ts';
import { findTool, isMissing } from '../find.ts';
import { lastLines, run } from '../process.ts';
import type { Candidate, CheckContext, Checker, Verdict } from './checker.ts';

const ROOT = 'serving in a namespace needs root';

/**
 * `dnsmasq --test`, which takes any interface, and then the real program in a namespace that has the interfaces of the file. A warning is a
 * refusal.
 */
export const dnsmasqChecker: Checker = {
  id: 'dnsmasq',
  title: 'dnsmasq',
  needs: dnsmasq,
  obstacle: async () => (process.getuid?.() === 0 ? undefined : ROOT),
  check: (files, context) => inTurn(files, context, dnsmasqFault),
};

async function dnsmasqFault(file: string, argv: readonly string[], netns: Namespace): Promise<string | undefined> {
  const tested = await run([...argv, '--test', `--conf-file=${file}`]);
  if (tested.code !== 0) return lastLines(tested);
  const links = [...(await readFile(file, 'utf8')).matchAll(/^(?:except-)?interface=(.+)$/gm)].map(([, link]) => link);
  // It sees an interface only when that has an address.
  const lines = links.map((link, index) =>
    [
      `link add name ${link} type veth peer name peer${index}`,
      `addr add 192.0.2.${index}/32 dev ${link}`,
      `link set dev ${link} up`,
      '',
    ].join('\n'),
  );
  const refused = await ip(netns, lines.join('')).catch((error: Error) => error.message);
  if (refused !== undefined) return refused;
  return faultOf(await startDnsmasq(netns, argv, file), / (warning|failed|ignoring|bad|illegal|cannot)\b/i);
}

/**
 * `unbound-checkconf`, then the real program in a namespace that has none of the addresses yet: as on a router that starts it before its
 * interfaces are up.
 */
export const unboundChecker: Checker = {
  id: 'unbound',
  title: 'Unbound',
  needs: unbound,
  async obstacle() {
    const check = await findTool(unboundCheckconf);
    if (isMissing(check)) return check.missing;
    return process.getuid?.() === 0 ? undefined : ROOT;
  },
  check: (files, context) =>
    inTurn(files, context, async (file, argv, netns) => {
      const check = await findTool(unboundCheckconf);
      if (isMissing(check)) return check.missing;
      return faultOf(await startUnbound(netns, { argv, check: check.argv }, file), /\] (warning|error|fatal error):/);
    }),
};

type Fault = (file: string, argv: readonly string[], netns: Namespace) => Promise<string | undefined>;

async function inTurn(files: readonly Candidate[], { root, argv }: CheckContext, faultIn: Fault): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { path } of files) {
    const netns = await makeNamespace();
    try {
      const fault = await faultIn(join(root, path), argv, netns);
      verdicts.push({ path, ok: fault === undefined, detail: fault ?? 'starts' });
    } finally {
      await netns.end();
    }
  }
  return verdicts;
}

async function faultOf(started: NameServer | NotStarted, bad: RegExp): Promise<string | undefined> {
  if ('fault' in started) return started.fault;
  await started.stop();
  return started.said().find((line) => bad.test(line));
}

import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ip, makeNamespace, type OwnNamespace } from '../../../testbed/topology/namespace.ts';
import { systemdProgram } from '../../../testbed/topology/systemd-program.ts';
import { systemdAnalyze } from '../../../tools/common.ts';
import type { Candidate, Checker, Judgement } from '../../../tools/verify/checker.ts';
import { type Networkd, networkdObstacle, startNetworkd, withoutVlans } from './daemon.ts';
import { differences, foundState, linksOf, type NetworkState, wantedState } from './networkd-state.ts';

const READY_MS = 10_000;

/**
 * Starts the real systemd-networkd with the files of each machine, in a namespace that has the machine's interfaces, until it says that
 * all are up that a starting machine waits for. Any warning is a refusal: of an unknown key or section, a value that does not parse, a VLAN
 * that no .netdev makes. Then the kernel has to have exactly the addresses, rules and routes of the files. Files for sysctl.d are given to
 * systemd-sysctl.
 *
 * Not every kernel has VLANs, so all files are first read where no interface is, and are then applied to interfaces that are there already.
 */
export const networkdChecker: Checker = {
  id: 'networkd',
  title: 'systemd-networkd',
  needs: systemdAnalyze,
  obstacle: networkdObstacle,
  async check(files, { root }) {
    const verdicts: Judgement[] = [];
    for (const [folder, own] of Map.groupBy(files, ({ path }) => dirname(path))) verdicts.push(...(await checkMachine(folder, own, root)));
    return verdicts;
  },
};

async function checkMachine(folder: string, files: readonly Candidate[], root: string): Promise<readonly Judgement[]> {
  const texts = new Map(
    await Promise.all(files.map(async ({ path }) => [basename(path), await readFile(join(root, path), 'utf8')] as const)),
  );
  const units = new Map([...texts].filter(([name]) => /\.(network|netdev)$/.test(name)));
  const settings = files.map(({ path }) => join(root, path)).filter((path) => path.endsWith('.conf'));
  const read = [...(await readFaults(units)), ...(await sysctlFaults(settings))];
  // What networkd leaves out is missing in the kernel too, which would say the same once more.
  const { faults, detail } = read.length > 0 ? { faults: read, detail: folder } : await applyFaults(units);
  return files.map(({ path }) => {
    // A fault that names no file concerns them all.
    const own = faults.filter((fault) => fault.includes(basename(path)) || ![...texts.keys()].some((name) => fault.includes(name)));
    return { path, ok: own.length === 0, detail: own.slice(0, 3).join('\n') || detail };
  });
}

/** What networkd says of the files when it only reads them. */
async function readFaults(units: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const netns = await makeNamespace();
  const networkd = await startNetworkd(netns, units);
  try {
    return (await settled(networkd)) ? networkd.warnings() : ['networkd does not start', ...networkd.warnings()];
  } finally {
    await networkd.stop();
    await netns.end();
  }
}

/** Whether networkd has read its files and looked at what is there. */
async function settled(networkd: Networkd): Promise<boolean> {
  const until = performance.now() + READY_MS;
  while (performance.now() < until && !networkd.hasEnded()) {
    if ((await networkd.run(['test', '-e', '/run/systemd/netif/state'])).code === 0) return true;
    await sleep(100);
  }
  return false;
}

/** It warns of a key that the kernel lacks, and ends with 0. */
async function sysctlFaults(paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const program = (await systemdProgram('systemd-sysctl')) ?? '';
  const netns = await makeNamespace();
  try {
    const done = await Promise.all(paths.map((path) => netns.run([program, path])));
    return done.flatMap((each, index) => {
      const said = `${each.stdout}${each.stderr}`.trim();
      return each.code === 0 && said === '' ? [] : [`${basename(paths[index] ?? '')}: ${said}`];
    });
  } finally {
    await netns.end();
  }
}

async function applyFaults(units: ReadonlyMap<string, string>): Promise<{ readonly faults: readonly string[]; readonly detail: string }> {
  const netns = await makeNamespace();
  const other = await makeNamespace();
  try {
    await plug(netns, other, linksOf(units));
    const networkd = await startNetworkd(netns, withoutVlans(units));
    try {
      const wanted = wantedState(units);
      const detail = `${wanted.addresses.length} addresses, ${wanted.rules.length} rules, ${wanted.routes.length} routes of its machine`;
      return { faults: await lastFaults(networkd, netns, wanted), detail };
    } finally {
      await networkd.stop();
    }
  } finally {
    await other.end();
    await netns.end();
  }
}

/** Interfaces of these names, with a carrier. */
async function plug(netns: OwnNamespace, other: OwnNamespace, links: readonly string[]): Promise<void> {
  const lines = links.map(
    (link, index) => `link add name p${index} type veth peer name ${link} netns ${netns.pid}\nlink set dev p${index} up\n`,
  );
  await ip(other, lines.join(''));
}

/** What is still wrong when nothing is or when time is up. */
async function lastFaults(networkd: Networkd, netns: OwnNamespace, wanted: NetworkState): Promise<readonly string[]> {
  const until = performance.now() + READY_MS;
  for (;;) {
    const faults = [...(await notOnline(networkd)), ...differences(wanted, await foundState(netns))];
    if (faults.length === 0 || performance.now() > until || networkd.hasEnded()) return [...networkd.warnings(), ...faults];
    await sleep(200);
  }
}

/** A machine would wait for its network at every start. `systemd-networkd-wait-online` of 252 takes less for online than its state says. */
async function notOnline(networkd: Networkd): Promise<readonly string[]> {
  const { stdout } = await networkd.run(['cat', '/run/systemd/netif/state']);
  const state = /^ONLINE_STATE=(.+)$/m.exec(stdout)?.[1];
  return state === 'online' ? [] : [`interfaces that a starting machine waits for do not come up: it is ${state}`];
}

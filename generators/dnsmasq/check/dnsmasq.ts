import { readFile } from 'node:fs/promises';
import { ip, type Namespace } from '../../../testbed/topology/namespace.ts';
import { faultOf, servingObstacle, startsWith } from '../../../testbed/topology/starts-with.ts';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { dnsmasq } from '../tool.ts';
import { startDnsmasq } from './start.ts';

/**
 * `dnsmasq --test`, which takes any interface, and then the real program in a namespace that has the interfaces of the file. A warning is a
 * refusal.
 */
export const dnsmasqChecker: Checker = {
  id: 'dnsmasq',
  title: 'dnsmasq',
  needs: dnsmasq,
  obstacle: servingObstacle,
  check: (files, context) => startsWith(files, context, dnsmasqFault),
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

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { type NotStarted, type Server, startServer } from '../../../testbed/topology/server.ts';

/**
 * `argv` are the words that start the program, `file` is the absolute path of its configuration. It gives out addresses at once, where it
 * else takes three seconds to see whether one is in use already.
 */
export async function startDnsmasq(netns: Namespace, argv: readonly string[], file: string): Promise<Server | NotStarted> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-dnsmasq-'));
  const own = ['--user=root', '--group=root', '--pid-file', `--dhcp-leasefile=${join(folder, 'leases')}`, '--log-facility=-', '--no-ping'];
  const words = [...argv, '--keep-in-foreground', `--conf-file=${file}`, ...own];
  return startServer(netns, words, { folder, ready: /\bstarted, version/ });
}

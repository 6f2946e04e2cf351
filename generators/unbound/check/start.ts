import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { type NotStarted, type Server, startServer } from '../../../testbed/topology/server.ts';
import { lastLines, run } from '../../../tools/process.ts';

/** `check` are the words that start unbound-checkconf, which is asked first. */
export async function startUnbound(
  netns: Namespace,
  { argv, check }: { readonly argv: readonly string[]; readonly check: readonly string[] },
  file: string,
): Promise<Server | NotStarted> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-unbound-'));
  const config = join(folder, 'unbound.conf');
  await writeFile(config, unboundSettings(folder, file));
  const checked = await run([...check, config]);
  // It warns of some things and ends with 0.
  const fault = checked.code !== 0 || /warning/i.test(checked.stdout + checked.stderr) ? lastLines(checked) : undefined;
  if (fault === undefined) return startServer(netns, [...argv, '-d', '-c', config], { folder, ready: /\bstart of service/ });
  await rm(folder, { recursive: true, force: true });
  return { fault };
}

/** What a distribution's own file says beside it: where it writes and as which user it runs. */
function unboundSettings(folder: string, file: string): string {
  return [
    'server:',
    '    username: ""',
    '    chroot: ""',
    `    directory: "${folder}"`,
    '    pidfile: ""',
    '    use-syslog: no',
    '    do-daemonize: no',
    '    verbosity: 1',
    '    num-threads: 1',
    'remote-control:',
    '    control-enable: no',
    `include: "${file}"`,
    '',
  ].join('\n');
}

/** The real systemd-networkd in a namespace, with configuration files of its own and nothing of this machine's. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { systemdProgram } from '../../../testbed/topology/systemd-program.ts';
import { type RunOptions, type RunResult, run } from '../../../tools/process.ts';

export interface Networkd {
  /** What it has warned of so far, a line each. */
  warnings(): readonly string[];
  /** Whether it has ended by itself. */
  hasEnded(): boolean;
  /** Runs a program where networkd's state is: `systemd-networkd-wait-online`, `cat /run/systemd/netif/state`. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Ends it; what it has set up stays until the namespace goes. */
  stop(): Promise<void>;
}

/** networkd drops its rights to this user; the package makes it. */
const USER = 'systemd-network';
/** Its level of syslog(3). */
const WARNING = 4;
const GRACE_MS = 3_000;

/** Why networkd cannot be run here, or undefined when it can. */
export async function networkdObstacle(): Promise<string | undefined> {
  for (const name of ['systemd-networkd', 'systemd-sysctl'])
    if ((await systemdProgram(name)) === undefined) return `${name} is not installed. To install it: apt-get install systemd`;
  if ((await run(['getent', 'passwd', USER])).code !== 0) return `there is no user ${USER}, which networkd runs as`;
  return process.getuid?.() === 0 ? undefined : 'setting up interfaces in a namespace needs root';
}

/**
 * A file system for /run, so that nothing of this machine is seen or changed. A /sys that cannot be written tells networkd that there is no
 * udev to wait for, as in a container (`udev_available()`, systemd 252). Other places for .network files are hidden.
 */
const SCRIPT = `
set -e
mount -t tmpfs -o mode=755 tmpfs /run
mount -t sysfs -o ro sysfs /sys
for folder in /etc/systemd/network /usr/lib/systemd/network /usr/local/lib/systemd/network; do
  [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"
done
mkdir -p /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/netif/lldp
chown -R ${USER}: /run/systemd/netif
cp -r "$1" /run/systemd/network
chmod -R a+rX /run/systemd/network
exec "$2"
`;

/** Starts it on the interfaces that the namespace has; `files` are its own, by name. Throws where it is not installed. */
export async function startNetworkd(netns: Namespace, files: ReadonlyMap<string, string>): Promise<Networkd> {
  const program = await systemdProgram('systemd-networkd');
  if (program === undefined) throw new Error('systemd-networkd is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-networkd-'));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  const child = netns.spawn(['unshare', '--mount', '--propagation', 'private', '--', 'sh', '-c', SCRIPT, 'sh', folder, program], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // With its level before each line.
    env: { ...process.env, SYSTEMD_LOG_LEVEL: 'info', SYSTEMD_LOG_TARGET: 'console-prefixed', SYSTEMD_LOG_COLOR: '0' },
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-256_000);
  });
  const ended = once(child, 'exit');
  return {
    warnings: () => warningsIn(said),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    run: (argv, options) => netns.run(['nsenter', `--mount=/proc/${child.pid}/ns/mnt`, '--', ...argv], options),
    async stop() {
      signal(child, 'SIGTERM');
      const kill = setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lines at the level of a warning or above, and those that did not come from networkd. The number before a line is facility and level. */
function warningsIn(said: string): string[] {
  return said
    .split('\n')
    .flatMap((line) => {
      const [, code, text = line] = /^<(\d+)>(.*)$/.exec(line) ?? [];
      return code !== undefined && (Number(code) & 7) > WARNING ? [] : [text];
    })
    .filter((text) => text !== '');
}

/** Files for a kernel without VLANs, where the interfaces are there already: those for them, and nothing that makes one. */
export function withoutVlans(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([name]) => name.endsWith('.network')).map(([name, text]) => [name, text.replace(/^VLAN=.*\n/gm, '')]));
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

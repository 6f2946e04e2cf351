/** The real dnsmasq or Unbound in a namespace, with a generated file and nothing of this machine's. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, run } from '../../tools/process.ts';
import type { Namespace } from './namespace.ts';

export interface NameServer {
  /** What it has said so far, a line each. */
  said(): readonly string[];
  stop(): Promise<void>;
}

/** Why a program did not start, in its own words. */
export interface NotStarted {
  readonly fault: string;
}

const READY_MS = 10_000;

/**
 * `argv` are the words that start the program, `file` is the absolute path of its configuration. It gives out addresses at once, where it
 * else takes three seconds to see whether somebody has one already.
 */
export async function startDnsmasq(netns: Namespace, argv: readonly string[], file: string): Promise<NameServer | NotStarted> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-dnsmasq-'));
  const own = ['--user=root', '--group=root', '--pid-file', `--dhcp-leasefile=${join(folder, 'leases')}`, '--log-facility=-', '--no-ping'];
  return start(netns, [...argv, '--keep-in-foreground', `--conf-file=${file}`, ...own], folder, /\bstarted, version/);
}

/** `check` are the words that start unbound-checkconf, which is asked first. */
export async function startUnbound(
  netns: Namespace,
  { argv, check }: { readonly argv: readonly string[]; readonly check: readonly string[] },
  file: string,
): Promise<NameServer | NotStarted> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-unbound-'));
  const config = join(folder, 'unbound.conf');
  await writeFile(config, unboundSettings(folder, file));
  const checked = await run([...check, config]);
  // It warns of some things and ends with 0.
  const fault = checked.code !== 0 || /warning/i.test(checked.stdout + checked.stderr) ? lastLines(checked) : undefined;
  if (fault === undefined) return start(netns, [...argv, '-d', '-c', config], folder, /\bstart of service/);
  await rm(folder, { recursive: true, force: true });
  return { fault };
}

/** What a distribution's own file says beside it: where it writes and as whom it runs. */
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

async function start(netns: Namespace, argv: readonly string[], folder: string, ready: RegExp): Promise<NameServer | NotStarted> {
  const child = netns.spawn(argv, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-1_000_000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += `${error.message}\n`;
      resolve();
    });
  });
  const lines = () => said.split('\n').filter((line) => line !== '');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(kill);
    await rm(folder, { recursive: true, force: true });
  };
  const until = performance.now() + READY_MS;
  while (!ready.test(said)) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > until) {
      await stop();
      return { fault: lines().slice(-3).join('\n') || 'it does not start' };
    }
    await sleep(50);
  }
  return { said: lines, stop };
}

/** Keys by which a control node reaches machines over SSH, and by which it knows them. They are made for one run and vanish with its folder. */

import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../../tools/find.ts';
import { lastLines, run } from '../../tools/process.ts';
import type { InsideFiles } from '../engine/engine-root.ts';

export interface SshAccess {
  /** File for `ssh -F`: the identity, the machines that are known, and no questions. */
  readonly config: string;
  /** The identity's public key, as a line of `authorized_keys`. */
  readonly publicKey: string;
  /** A new key for a machine, as files for it; from now on the machine at the addresses is known by it. */
  introduce(name: string, addresses: readonly string[]): Promise<InsideFiles>;
}

/** Why no keys can be made here, or undefined when they can. */
export async function sshObstacle(): Promise<string | undefined> {
  for (const program of ['ssh', 'ssh-keygen'])
    if ((await onPath(program, process.env['PATH'] ?? '')) === undefined)
      return `${program}: not installed. To install it: apt-get install openssh-client`;
  return undefined;
}

/** Makes an identity in a folder that is there already. */
export async function makeSshAccess(folder: string): Promise<SshAccess> {
  const identity = await makeKey(folder, 'identity');
  const known = join(folder, 'known_hosts');
  const config = join(folder, 'config');
  await writeFile(known, '');
  await writeFile(
    config,
    [
      'Host *',
      `  IdentityFile ${identity}`,
      '  IdentitiesOnly yes',
      `  UserKnownHostsFile ${known}`,
      '  GlobalKnownHostsFile /dev/null',
      '  StrictHostKeyChecking yes',
      '  BatchMode yes',
      '  ConnectTimeout 10',
      '',
    ].join('\n'),
  );
  const publicKey = (await readFile(`${identity}.pub`, 'utf8')).trim();
  return {
    config,
    publicKey,
    async introduce(name, addresses) {
      await mkdir(join(folder, name), { recursive: true });
      const key = await makeKey(join(folder, name), 'host');
      const [type = '', words = ''] = (await readFile(`${key}.pub`, 'utf8')).split(' ');
      await forget(known, addresses);
      await appendFile(known, `${addresses.join(',')} ${type} ${words}\n`);
      return {
        '/etc/ssh/ssh_host_ed25519_key': { content: await readFile(key), mode: 0o600 },
        '/etc/ssh/ssh_host_ed25519_key.pub': { content: await readFile(`${key}.pub`) },
      };
    },
  };
}

/** A machine that is made anew has another key. */
async function forget(known: string, addresses: readonly string[]): Promise<void> {
  const lines = (await readFile(known, 'utf8')).split('\n').filter((line) => line !== '');
  const others = lines.filter((line) => !(line.split(' ')[0] ?? '').split(',').some((address) => addresses.includes(address)));
  await writeFile(known, others.map((line) => `${line}\n`).join(''));
}

async function makeKey(folder: string, name: string): Promise<string> {
  const file = join(folder, name);
  // An old one is not written over without a question.
  const made = await run(['sh', '-c', 'rm -f "$1" "$1.pub" && ssh-keygen -q -t ed25519 -N "" -C testbed -f "$1"', 'key', file]);
  if (made.code !== 0) throw new Error(`no key can be made: ${lastLines(made, 1)}`);
  return file;
}

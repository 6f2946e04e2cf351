/**
 * A machine with a bare Debian, as it is when a person has installed it and gave it a key: systemd as its first process, sshd, Python, and
 * packages to install. It boots in two seconds; several share the files that they do not change. It ends with the process that started it.
 * Needs root.
 */

import { join } from 'node:path';
import { findTool, isMissing } from '../../tools/find.ts';
import { toolsStore } from '../../tools/places.ts';
import { lastLines } from '../../tools/process.ts';
import type { InsideFiles } from '../engine/engine-root.ts';
import { type BootOptions, bootMachine, type Machine } from '../machine/boot.ts';
import { debianArchive, debianTree } from '../tool.ts';
import { namespaceObstacle } from '../topology/obstacle.ts';
import { debianRoot } from './debian-root.ts';
import { type SshAccess, sshObstacle } from './ssh-access.ts';

export interface DebianOptions extends BootOptions {
  /** Who may log in over SSH, and the addresses by which the machine is known there. */
  readonly access: SshAccess;
  readonly addresses: readonly string[];
  /** A first user beside root, with the same key, who may do all with `sudo` without a password. Then root cannot log in. */
  readonly user?: string;
  /** A folder outlives the machine and has all that it changed, its containers too, for it to be started again. Default: in memory. */
  readonly disk?: string;
  /** Folder of an archive of your own (own-archive.ts), beside the one that every machine has. */
  readonly archive?: string;
}

/** Where a machine finds packages; apt knows them already. */
const ARCHIVE = '/usr/local/share/archive';
const OWN_ARCHIVE = '/usr/local/share/own-archive';

/** Why no such machine can be booted here, or undefined when one can. */
export async function debianObstacle(): Promise<string | undefined> {
  const obstacle = (await namespaceObstacle()) ?? (await sshObstacle());
  if (obstacle !== undefined) return obstacle;
  for (const tool of [debianTree, debianArchive]) {
    const found = await findTool(tool);
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

/** Starts a machine and waits until systemd has started all that it has to. Throws with its last words when it does not. */
export async function startDebian(options: DebianOptions): Promise<Machine> {
  const { access, addresses, user, disk, archive, files, shared, ...boot } = options;
  const own = await access.introduce(boot.name, addresses);
  const machine = await bootMachine(debianRoot(join(toolsStore, debianTree.source.folder, 'tree'), disk), {
    ...boot,
    files: { ...sourcesFiles(archive !== undefined), ...own, ...loginFiles(access, user), ...ENGINE_FILES, ...files },
    shared: {
      [ARCHIVE]: join(toolsStore, debianArchive.source.folder, 'archive'),
      ...(archive === undefined ? {} : { [OWN_ARCHIVE]: archive }),
      ...shared,
    },
  });
  if (user === undefined) return machine;
  const added = await machine.shell(`id '${user}' 2>/dev/null || useradd --create-home --shell /bin/bash --groups sudo '${user}'`);
  if (added.code === 0) return machine;
  await machine.stop();
  throw new Error(`the user ${user} cannot be added: ${lastLines(added, 1)}`);
}

function sourcesFiles(own: boolean): InsideFiles {
  const source = (folder: string) => `Types: deb\nURIs: file:${folder}\nSuites: ./\nTrusted: yes\n`;
  const content = [ARCHIVE, ...(own ? [OWN_ARCHIVE] : [])].map(source).join('\n');
  return { '/etc/apt/sources.list.d/installer.sources': { content } };
}

function loginFiles({ publicKey }: SshAccess, user: string | undefined): InsideFiles {
  const content = `${publicKey}\n`;
  if (user === undefined) return { '/root/.ssh/authorized_keys': { content, mode: 0o600 } };
  return {
    // Root's, since the user's home is not there yet when it starts.
    [`/etc/ssh/keys/${user}`]: { content },
    '/etc/ssh/sshd_config.d/first-user.conf': { content: 'AuthorizedKeysFile /etc/ssh/keys/%u .ssh/authorized_keys\n' },
    [`/etc/sudoers.d/${user}`]: { content: `${user} ALL=(ALL) NOPASSWD: ALL\n`, mode: 0o440 },
  };
}

/** Once an engine is installed: systemd, asked for a control group, would look for it outside of the machine. */
const ENGINE_FILES: InsideFiles = {
  '/run/systemd/system/docker.service.d/testbed.conf': {
    content: '[Service]\nEnvironment=DOCKER_OPTS=--exec-opt=native.cgroupdriver=cgroupfs\n',
  },
};

/** The programs that a testbed is made of: an engine, its client's plugin, and what its images hold. */

import type { Tool } from '../tools/tool.ts';
import { ARCHIVE_GROUPS, ARCHIVE_NEWER } from './debian/archive-packages.ts';

export const dockerd = {
  id: 'dockerd',
  title: 'Docker Engine',
  wanted: '20.10',
  oldest: '20.10',
  source: {
    from: 'debian',
    folder: 'docker-engine',
    suite: 'own',
    packages: ['docker.io', 'containerd', 'runc', 'iptables'],
    withMissing: true,
    links: { 'usr/sbin/iptables': 'xtables-nft-multi', 'usr/sbin/ip6tables': 'xtables-nft-multi' },
  },
  program: 'usr/sbin/dockerd',
  onPath: [['dockerd']],
  probe: ['--version'],
} as const satisfies Tool;

export const dockerCompose = {
  id: 'docker-compose',
  title: 'Docker Compose',
  wanted: '2.26.1',
  // 2.24 reads `env_file` entries with `required` and knows `!reset`; 1.x rejects today's files.
  oldest: '2.24',
  source: { from: 'debian', folder: 'docker-compose', suite: 'trixie', packages: ['docker-compose'] },
  program: 'usr/libexec/docker/cli-plugins/docker-compose',
  onPath: [['docker', 'compose'], ['docker-compose']],
  probe: ['version', '--short'],
  // No image: who has a Docker Engine has the plugin.
} as const satisfies Tool;

/** What people run today. It only reads projects here, for comparison; the one above judges files and starts containers. */
export const dockerComposeNewest = {
  ...dockerCompose,
  id: 'docker-compose-newest',
  title: 'Docker Compose, the newest',
  wanted: '2.40',
  source: { from: 'debian', folder: 'docker-compose-newest', suite: 'forky', packages: ['docker-compose'] },
  // forky moves on; then the comparison is what it was before.
  otherwise: [{ from: 'debian', folder: 'docker-compose-newest', suite: 'trixie', packages: ['docker-compose'] }],
} as const satisfies Tool;

export const busybox = {
  id: 'busybox',
  title: 'BusyBox, static',
  wanted: '1.35',
  oldest: '1.30',
  source: { from: 'debian', folder: 'busybox', suite: 'own', packages: ['busybox-static'] },
  program: 'bin/busybox',
  // Never from the PATH: only the static build runs in an image that holds nothing else.
  onPath: [],
  probe: [],
} as const satisfies Tool;

/** What a machine has when a person has installed Debian on it and gave it a key. */
export const debianTree = {
  id: 'debian-tree',
  title: 'Debian 12, bare, to boot machines from',
  wanted: '12',
  oldest: '12',
  before: '13',
  source: {
    from: 'debian-tree',
    folder: 'debian-tree',
    suite: 'bookworm',
    packages: ['systemd', 'systemd-sysv', 'dbus', 'python3', 'sudo', 'openssh-server', 'iproute2', 'ca-certificates'],
  },
  program: 'about',
  onPath: [],
  probe: [],
} as const satisfies Tool;

/** What such machines can install, since they have no way to the Internet. */
export const debianArchive = {
  id: 'debian-archive',
  title: 'packages for such machines',
  wanted: '1',
  oldest: '1',
  source: {
    from: 'debian-archive',
    folder: 'debian-archive',
    suite: 'bookworm',
    groups: ARCHIVE_GROUPS,
    newer: ARCHIVE_NEWER,
  },
  program: 'about',
  onPath: [],
  probe: [],
} as const satisfies Tool;

/** What runs Compose projects, and the engine that it asks, whatever they are called. */
export const projectTool: Tool = dockerCompose;
export const engineTool: Tool = dockerd;

export default [dockerd, dockerCompose, dockerComposeNewest, busybox, debianTree, debianArchive] as const;

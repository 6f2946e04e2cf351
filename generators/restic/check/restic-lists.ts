import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { restic } from '../tool.ts';

/**
 * What restic reads beside its arguments. A real restic copies nothing with the patterns of an exclude file, a shell reads the settings, and
 * the list of paths, which restic can only refuse where the paths are, has to hold absolute ones, each once.
 */
export const resticListsChecker: Checker = {
  id: 'restic-lists',
  title: 'restic',
  needs: restic,
  async check(files, { root, argv }) {
    const folder = await mkdtemp(join(tmpdir(), 'rackbook-restic-'));
    const env = { RESTIC_REPOSITORY: join(folder, 'repository'), RESTIC_PASSWORD: 'of-the-check', RESTIC_CACHE_DIR: join(folder, 'cache') };
    try {
      await writeFile(join(folder, 'file'), 'x');
      const made = await run([...argv, 'init', '--quiet'], { env });
      if (made.code !== 0) throw new Error(`restic makes no repository: ${lastLines(made)}`);
      const verdicts: Judgement[] = [];
      for (const { path } of files) {
        const file = join(root, path);
        const fault = path.endsWith('.excludes')
          ? await excludesFault(file, [...argv], folder, env)
          : path.endsWith('.env')
            ? await settingsFault(file)
            : await pathsFault(file);
        verdicts.push({ path, ok: fault === undefined, detail: fault ?? '' });
      }
      return verdicts;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function excludesFault(
  file: string,
  argv: readonly string[],
  folder: string,
  env: Record<string, string>,
): Promise<string | undefined> {
  const done = await run([...argv, 'backup', '--dry-run', '--quiet', '--exclude-file', file, join(folder, 'file')], { env });
  return done.code === 0 && done.stderr === '' ? undefined : lastLines(done);
}

async function settingsFault(file: string): Promise<string | undefined> {
  const done = await run([
    'env',
    '-i',
    'sh',
    '-c',
    'set -eu; set -a; . "$1"; for name in RESTIC_REPOSITORY RESTIC_PASSWORD_FILE RESTIC_CACHE_DIR; do eval "value=\\$$name"; [ -n "$value" ] || exit 1; done; case $RESTIC_PASSWORD_FILE in /*) ;; *) exit 1 ;; esac',
    'sh',
    file,
  ]);
  return done.code === 0 && done.stderr === '' ? undefined : `not all settings of restic are in it: ${lastLines(done)}`;
}

async function pathsFault(file: string): Promise<string | undefined> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  if (lines.length === 0) return 'it names nothing to copy';
  const wrong = lines.find((line, index) => !line.startsWith('/') || lines.indexOf(line) !== index);
  return wrong === undefined ? undefined : `"${wrong}" is no absolute path, or stands there twice`;
}

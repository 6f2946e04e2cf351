/** ansible-lint with the rules that it has for production, once for the whole folder. A warning is a refusal, and nothing is skipped. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { ansibleLint } from '../tool.ts';
import type { Fault } from './fault.ts';
import { inCopy, textsOf, verdicts } from './folder.ts';

const LINT_MS = 300_000;
/** Ours alone: the lab's own settings could switch rules off. */
const SETTINGS = 'profile: production\nstrict: true\noffline: true\nskip_list: []\nwarn_list: []\n';

export const lintChecker: Checker = {
  id: 'ansible-lint',
  title: 'ansible-lint, production',
  needs: ansibleLint,
  check: (files, { root, argv }) =>
    inCopy(root, async ({ folder, env }) => {
      const skips = [...(await textsOf(folder))].flatMap(([file, text]) => skipsIn(file, text));
      const settings = join(folder, '.ansible-lint.yml');
      await writeFile(settings, SETTINGS);
      const words = ['--nocolor', '--strict', '--offline', '--profile', 'production', '--format', 'codeclimate', '--config-file', settings];
      const said = await run([...argv, ...words], { cwd: folder, env, timeoutMs: LINT_MS });
      const found = readFindings(said.stdout);
      const failed = found === undefined || (said.code !== 0 && found.length === 0);
      const refusal: Fault[] = failed
        ? files.map(({ path }) => ({ file: path.replace(/^infra\/ansible\//, ''), line: 1, says: lastLines(said) }))
        : [];
      return verdicts(files, [...refusal, ...(found ?? []), ...skips]);
    }),
};

const findings = z.array(
  z.object({
    check_name: z.string(),
    description: z.string().default(''),
    content: z.object({ body: z.string() }).optional(),
    location: z.object({
      path: z.string(),
      lines: z.object({ begin: z.number() }).optional(),
      positions: z.object({ begin: z.object({ line: z.number() }) }).optional(),
    }),
  }),
);

/** Reads what `--format codeclimate` prints; undefined where it is none of that. */
export function readFindings(text: string): Fault[] | undefined {
  const read = findings.safeParse(jsonOf(text));
  return read.data?.map(({ check_name: rule, description, content, location: { path, lines, positions } }) => ({
    file: path,
    line: lines?.begin ?? positions?.begin.line ?? 1,
    says: `${rule}: ${content?.body ?? description}`,
  }));
}

/** Words by which a file keeps a rule from itself. */
export function skipsIn(file: string, text: string): Fault[] {
  if (/(?:^|\/)\.ansible-lint/.test(file)) return [{ file, line: 1, says: 'settings of the linter can skip rules' }];
  if (!/\.ya?ml$/.test(file)) return [];
  return text
    .split('\n')
    .flatMap((line, index) => (/#\s*noqa\b|skip_ansible_lint/.test(line) ? [{ file, line: index + 1, says: 'a rule is skipped' }] : []));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

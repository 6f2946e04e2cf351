import type { Model } from '../../../core/contract.ts';
import { passwordFile } from '../../../core/facts/backup/places.ts';
import { quote } from '../../../formats/shell.ts';
import { freezingOf } from './frozen-sources.ts';
import type { MachinePlan } from './plan.ts';

/** Lines for an install script: what has to be there first, all of it said at once, before anything is changed. */
export function installChecks(model: Model, { machine, repositories, jobs }: MachinePlan): string[] {
  const passwords = [...new Set(repositories.flatMap((repository) => passwordFile(machine, repository) ?? []))];
  const freezing = new Set(jobs.flatMap(({ frozen }) => frozen.map((source) => freezingOf(model, source))));
  const programs = [
    ['flock', 'util-linux'],
    ...[...freezing].map(({ program }) => program).sort(([a], [b]) => (a < b ? -1 : 1)),
    ...(model.lab.notify ? [['curl', 'curl']] : []),
  ] as const;
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'case $(restic version 2>/dev/null) in',
    '  "restic 0."[0-9].* | "restic 0.1"[0-6].*) fault "restic is older than 0.17, whose exit codes the jobs read." ;;',
    '  "restic "*) ;;',
    '  *) fault "There is no restic. To install it: apt-get install restic" ;;',
    'esac',
    ...programs.map(
      ([name, from]) => `command -v ${name} >/dev/null || fault "There is no ${name}. To install it: apt-get install ${from}"`,
    ),
    ...passwords.map(
      (path) =>
        `if ! [ -s ${quote(path)} ]; then fault ${quote(`There is no password in ${path}`)}; elif [ -n "$(find ${quote(path)} -perm /077)" ]; then fault ${quote(`Others may read ${path}: chmod 0600 it`)}; fi`,
    ),
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
    '',
  ];
}

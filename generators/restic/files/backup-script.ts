import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { composeCommand, dumpFolder, onMachine, STATE } from '../../../core/facts/backup/places.ts';
import { quote } from '../../../formats/shell.ts';
import { freezeLines, thawLines } from './frozen-sources.ts';
import { WAIT_STANDING_SECONDS } from './job-library.ts';
import { HEADER, SHELLCHECK } from './repository-files.ts';

/**
 * A POSIX script that copies what one policy asks for. Whatever goes wrong with one part does not keep the others from being copied, and the
 * job ends with the first code that was not 0. `after` as an argument puts right what a killed run left: containers start again, snapshots go.
 */
export function backupScript(model: Model, job: BackupJob): string {
  const { policy, machine, frozen, stops } = job;
  return [
    '#!/bin/sh',
    `# Copies what the policy ${policy.id} asks for on ${machine.id}. ${HEADER}`,
    '# Run it as root; the timer does.',
    SHELLCHECK,
    'set -u',
    ...(frozen.length > 0
      ? [
          '# Snapshots are mounted over the folders that they are of, for this job alone.',
          'case ${1:-} in',
          '  apart | after) ;;',
          '  *) exec unshare --mount --propagation private -- "$0" apart ;;',
          'esac',
        ]
      : []),
    'cd "$(dirname "$(readlink -f "$0")")" || exit 1',
    '# shellcheck source=job.sh',
    '. ./job.sh',
    '',
    ...startAgain(job),
    ...thawLines(model, job),
    '# One run of a policy at a time. What was killed is put right, unless another run is at it, which does that itself.',
    `once backup-${policy.id} "\${1:-}"`,
    'put_right() {',
    '  ended=$?',
    '  trap - EXIT',
    '  [ "$ended" -eq 0 ] || worst=$ended',
    '  start_again',
    '  thaw',
    '  exit "$worst"',
    '}',
    'trap put_right EXIT',
    '[ "${1:-}" != after ] || exit 0',
    "trap 'exit 143' TERM INT HUP",
    '',
    ...readiness(job),
    ...dumps(job),
    ...(stops.length > 0
      ? [
          '# Standing still: their data are copied without a program that writes to them.',
          ...stops.map(stopLine),
          `patience=${WAIT_STANDING_SECONDS}`,
          '',
        ]
      : []),
    ...freezeLines(job),
    ...copies(job),
    'exit "$worst"',
    '',
  ].join('\n');
}

/** File with the note that services stand still, so that they are started again after whatever happens, a power failure too. */
export const standing = ({ policy }: BackupJob): string => `${STATE}/stopped-${policy.id}`;

function startAgain(job: BackupJob): string[] {
  if (job.stops.length === 0) return ['start_again() { :; }', ''];
  return [
    `standing=${standing(job)}`,
    'start_again() {',
    '  [ -e "$standing" ] || return 0',
    '  still=0',
    ...job.stops.map(
      (service) => `  ${composeCommand(service)} start || { fault ${quote(`${service.id} could not be started again.`)}; still=1; }`,
    ),
    '  # Kept after a failure, so that it is tried once more after the end of the job.',
    '  if [ "$still" -eq 0 ]; then rm -f "$standing"; else worse 1; fi',
    '}',
    '',
  ];
}

const stopLine = (service: BackupJob['stops'][number]): string =>
  `{ mkdir -p "$state" && : >"$standing" && sync "$standing" && ${composeCommand(service)} stop; } || { fault ${quote(`${service.id} could not be stopped; it is copied while it runs.`)}; worse 1; }`;

/** Repositories that can be written now; the job goes on with these alone. */
function readiness({ repositories, policy }: BackupJob): string[] {
  return [
    'start=$(date +%s)',
    'ready=',
    '# prepare <repository> [mount]',
    'prepare() {',
    '  code=0',
    '  if [ $# -gt 1 ]; then need_mount "$2" || code=$?; fi',
    '  if [ "$code" -eq 0 ]; then open "$1" || code=$?; fi',
    '  # Others are waited for here, where nothing stands still yet.',
    '  if [ "$code" -eq 0 ]; then alone "$1" patient "$1" snapshots --quiet --latest 1 >/dev/null || code=$?; fi',
    '  if [ "$code" -eq 0 ]; then ready="$ready $1"; return; fi',
    '  explain "$code" "$1"',
    `  report backup "policy=\\"${policy.id}\\",repository=\\"$1\\"" "rackbook-backup-${policy.id}-$1" "$code" "$start"`,
    '  worse "$code"',
    '}',
    ...repositories.map(({ id, target }) => ['prepare', id, ...(target.path === undefined ? [] : [quote(target.path)])].join(' ')),
    '[ -n "$ready" ] || exit "$worst"',
    '',
  ];
}

function dumps({ databases, machine }: BackupJob): string[] {
  if (databases.length === 0) return [];
  const names = databases.map(({ service, container }) => quote(`${service.id}/${container}`)).join(' ');
  return [
    '# A dump that fails leaves the one of before in its place, which is copied with the rest.',
    `dumped=0`,
    `${quote(onMachine(machine, `${dumpFolder(machine)}/dump.sh`))} ${names} || dumped=1`,
    '',
  ];
}

function copies(job: BackupJob): string[] {
  const { policy, machine, databases } = job;
  const words = [
    'backup',
    `--tag ${policy.id} --host ${machine.id}`,
    `--files-from-verbatim ${policy.id}.files --exclude-file ${policy.id}.excludes`,
  ].join(' ');
  return [
    '# copy <repository>',
    'copy() {',
    `  alone "$1" patient "$1" ${words}`,
    '}',
    'lacking=0',
    `all_there ${policy.id}.files || lacking=$?`,
    'for repository in $ready; do',
    '  start=$(date +%s)',
    '  code=0',
    '  copy "$repository" || code=$?',
    '  if [ "$code" -eq 0 ]; then code=$lacking; fi',
    ...(databases.length > 0
      ? [
          '  if [ "$code" -eq 0 ] && [ "$dumped" -ne 0 ]; then',
          '    fault "All was copied, but a database is copied as it was at its last dump."',
          '    code=1',
          '  fi',
        ]
      : []),
    '  explain "$code" "$repository"',
    '  more=$(',
    `    echo '# HELP rackbook_backup_rpo_seconds Most that may be lost, as promised.'`,
    `    echo '# TYPE rackbook_backup_rpo_seconds gauge'`,
    `    echo "rackbook_backup_rpo_seconds{policy=\\"${policy.id}\\",repository=\\"$repository\\"} ${policy.rpo}"`,
    '    if [ "$code" -eq 0 ]; then',
    `      summary=$("./$repository.sh" snapshots --no-lock --json --tag ${policy.id} --host ${machine.id} latest 2>/dev/null)`,
    '      for name in bytes files; do',
    '        value=$(echo "$summary" | number "total_${name}_processed")',
    '        [ -n "$value" ] || continue',
    '        echo "# HELP rackbook_backup_$name What the last backup holds, in $name."',
    '        echo "# TYPE rackbook_backup_$name gauge"',
    `        echo "rackbook_backup_$name{policy=\\"${policy.id}\\",repository=\\"$repository\\"} $value"`,
    '      done',
    '    fi',
    '  )',
    `  report backup "policy=\\"${policy.id}\\",repository=\\"$repository\\"" "rackbook-backup-${policy.id}-$repository" "$code" "$start" "$more"`,
    '  worse "$code"',
    'done',
  ];
}

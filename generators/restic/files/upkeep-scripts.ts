import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { quote } from '../../../formats/shell.ts';
import { resticPattern } from '../runbooks/commands.ts';
import { type KeptRepository, keepWords } from './plan.ts';
import { HEADER, SHELLCHECK } from './repository-files.ts';

/** Bytes that have to be free before packs are written anew to free more. */
const ROOM_TO_REPACK = 1024 ** 3;

/** What every job on a repository begins with: it is there, it opens, and nobody else is at it. */
function opening({ repository }: KeptRepository, job: string, what: string): string[] {
  const { id, target } = repository;
  return [
    '#!/bin/sh',
    `# ${what} ${HEADER}`,
    '# Run it as root; the timer does.',
    SHELLCHECK,
    'set -u',
    'cd "$(dirname "$(readlink -f "$0")")" || exit 1',
    '# shellcheck source=job.sh',
    '. ./job.sh',
    'start=$(date +%s)',
    'code=0',
    'more=',
    'ended() {',
    `  explain "$code" ${id}`,
    `  report ${job} 'repository="${id}"' rackbook-${job}-${id} "$code" "$start" "$more"`,
    '  exit "$code"',
    '}',
    ...(target.path === undefined ? [] : [`need_mount ${quote(target.path)} || { code=$?; ended; }`]),
    `open ${id} || { code=$?; ended; }`,
    '',
  ];
}

/** Forgets by each policy's own rule, then frees the space. On a disk that is nearly full it frees what takes no space to free. */
export function pruneScript(kept: KeptRepository): string {
  const { repository, contents } = kept;
  const { id, target } = repository;
  return [
    ...opening(kept, 'prune', `Forgets old backups in ${id} and frees their space.`),
    'work() {',
    '  worst=0',
    ...contents.map(
      ({ policy, machine }) =>
        `  [ "$worst" -eq 11 ] || patient ${id} forget --quiet --tag ${policy.id} --host ${machine.id} --group-by host,tags ${keepWords(policy)} || worst=$?`,
    ),
    '  # What could not be forgotten is no reason to keep the rest, but for one who holds it all.',
    '  set --',
    ...(target.path === undefined
      ? []
      : [
          `  free=$(df --output=avail --block-size=1 ${quote(target.path)} | tail -n 1)`,
          `  [ "$free" -ge ${ROOM_TO_REPACK} ] || set -- --max-repack-size 0`,
        ]),
    `  [ "$worst" -eq 11 ] || patient ${id} prune "$@" || worst=$?`,
    '  return "$worst"',
    '}',
    `alone ${id} work || code=$?`,
    'ended',
    '',
  ].join('\n');
}

/** Reads the next part of the data and compares it with its checksums. A part counts as read only when it was well. */
export function checkScript(kept: KeptRepository): string {
  const { id, upkeep } = kept.repository;
  return [
    ...opening(
      kept,
      'check',
      `Reads one of ${upkeep.parts} parts of ${id} and compares it with its checksums; the next time the next one.`,
    ),
    `mkdir -p "$state/check" || { code=1; ended; }`,
    `last=$(cat "$state/check/${id}" 2>/dev/null || echo 0)`,
    'case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac',
    `part=$((last % ${upkeep.parts} + 1))`,
    `say "Reading part $part of ${upkeep.parts}."`,
    `alone ${id} patient ${id} check --read-data-subset "$part/${upkeep.parts}" || code=$?`,
    `if [ "$code" -eq 0 ]; then echo "$part" >"$state/check/${id}" || code=1; fi`,
    'more=$(',
    "  echo '# HELP rackbook_check_part Part of the data that was read last.'",
    "  echo '# TYPE rackbook_check_part gauge'",
    `  echo "rackbook_check_part{repository=\\"${id}\\"} $part"`,
    ')',
    'ended',
    '',
  ].join('\n');
}

/** Restores one path, the next time the next one, compares it with the repository, and removes it. */
export function restoreTestScript(kept: KeptRepository): string {
  const { repository, contents } = kept;
  const { id } = repository;
  const trials = contents.flatMap((job) => copiedPaths(job).map((path) => ({ job, path })));
  return [
    ...opening(kept, 'restore-test', `Restores one of ${trials.length} paths of ${id} for trial; the next time the next one.`),
    'trial=$state/restore-test',
    'mkdir -p "$trial" || { code=1; ended; }',
    `last=$(cat "$trial/${id}.last" 2>/dev/null || echo 0)`,
    'case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac',
    `number=$((last % ${Math.max(1, trials.length)} + 1))`,
    'case $number in',
    ...trials.map(
      ({ job, path }, index) =>
        `  ${index + 1}) set -- ${quote(path)} --tag ${job.policy.id} --host ${job.machine.id} --include ${quote(resticPattern(path))} ;;`,
    ),
    '  *) fault "Nothing is copied there, so nothing can be restored."; code=1; ended ;;',
    'esac',
    'path=$1',
    'shift',
    'say "Restoring $path."',
    '# What a killed run left takes room.',
    `rm -rf "$trial/restored-${id}".*`,
    `target=$(mktemp -d "$trial/restored-${id}.XXXXXX") || { code=1; ended; }`,
    `trap 'rm -rf "$target"' EXIT`,
    "trap 'exit 143' TERM INT HUP",
    'room=$(df --output=avail --block-size=1 "$trial" | tail -n 1)',
    '# What restic would restore: things, files among them, their bytes. Quotes in names are escaped in JSON, and match nothing here.',
    `wanted=$(./${id}.sh ls --no-lock --json --recursive "$1" "$2" "$3" "$4" latest -- "$path" | awk '`,
    '  /"struct_type":"node"/ { things++ }',
    '  /"struct_type":"node"/ && /"type":"file"/ { files++; if (match($0, /"size":[0-9]+/)) bytes += substr($0, RSTART + 7, RLENGTH - 7) }',
    `  END { printf "%d %d %.0f", things, files, bytes }')`,
    'things=${wanted%% *} size=${wanted##* } files=${wanted#* }',
    'files=${files%% *}',
    'if [ "$things" -eq 0 ]; then',
    '  fault "$path was not in the last backup."',
    '  code=1',
    '  ended',
    'fi',
    'if [ "$size" -ge "$room" ]; then',
    '  fault "A trial needs $size bytes, and $room are free below $trial."',
    '  code=1',
    '  ended',
    'fi',
    'begun=$(date +%s)',
    `alone ${id} patient ${id} restore latest "$@" --target "$target" --verify || code=$?`,
    'took=$(($(date +%s) - begun))',
    'bytes=$(du --bytes --summarize "$target" | cut -f 1)',
    'came=$(find "$target$path" -type f -printf . | wc -c)',
    'if [ "$code" -eq 0 ] && [ "$came" -ne "$files" ]; then',
    '  fault "$came of $files files came back."',
    '  code=1',
    'fi',
    `if [ "$code" -eq 0 ]; then echo "$number" >"$trial/${id}.last" || code=1; fi`,
    'more=$(',
    "  echo '# HELP rackbook_restore_test_bytes What the last trial restored.'",
    "  echo '# TYPE rackbook_restore_test_bytes gauge'",
    `  echo "rackbook_restore_test_bytes{repository=\\"${id}\\"} $bytes"`,
    "  echo '# HELP rackbook_restore_test_seconds How long the last trial took to restore that.'",
    "  echo '# TYPE rackbook_restore_test_seconds gauge'",
    `  echo "rackbook_restore_test_seconds{repository=\\"${id}\\"} $took"`,
    ')',
    'ended',
    '',
  ].join('\n');
}

#!/bin/sh
# Restores one path of a repository for trial, the next time the next one; compares it with the repository, and removes it. Settings have the
# name of this script. Run it as root; the timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
name=${self##*/}
# shellcheck source=/dev/null
. "./${name%.sh}.settings"
kind=restore-test
# shellcheck source=upkeep.sh
. ./upkeep.sh

trial=$state/restore-test
mkdir -p "$trial" || fail 1

trials=0
count() { trials=$((trials + 1)); }
each_trial count
if [ "$trials" -eq 0 ]; then
  fault "Nothing is copied there, so nothing can be restored."
  fail 1
fi
last=$(cat "$trial/$repository.last" 2>/dev/null || echo 0)
case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac
number=$((last % trials + 1))

# try <path> --tag <policy> --host <machine> --include <pattern>
try() {
  path=$1
  shift
  say "Restoring $path."
  # What a killed run left takes room.
  rm -rf "$trial/restored-$repository".*
  target=$(mktemp -d "$trial/restored-$repository.XXXXXX") || fail 1
  trap 'rm -rf "$target"' EXIT
  trap 'exit 143' TERM INT HUP
  room=$(df --output=avail --block-size=1 "$trial" | tail -n 1)
  # What restic would restore: things, files among them, their bytes. Quotes in names are escaped in JSON, and match nothing here.
  wanted=$("./$repository.sh" ls --no-lock --json --recursive "$1" "$2" "$3" "$4" latest -- "$path" | awk '
    /"struct_type":"node"/ { things++ }
    /"struct_type":"node"/ && /"type":"file"/ { files++; if (match($0, /"size":[0-9]+/)) bytes += substr($0, RSTART + 7, RLENGTH - 7) }
    END { printf "%d %d %.0f", things, files, bytes }')
  things=${wanted%% *} size=${wanted##* } files=${wanted#* }
  files=${files%% *}
  if [ "$things" -eq 0 ]; then
    fault "$path was not in the last backup."
    fail 1
  fi
  if [ "$size" -ge "$room" ]; then
    fault "A trial needs $size bytes, and $room are free below $trial."
    fail 1
  fi
  begun=$(date +%s)
  alone "$repository" patient "$repository" restore latest "$@" --target "$target" --verify || code=$?
  took=$(($(date +%s) - begun))
  bytes=$(du --bytes --summarize "$target" | cut -f 1)
  came=$(find "$target$path" -type f -printf . | wc -c)
  if [ "$code" -eq 0 ] && [ "$came" -ne "$files" ]; then
    fault "$came of $files files came back."
    code=1
  fi
  if [ "$code" -eq 0 ]; then echo "$number" >"$trial/$repository.last" || code=1; fi
  more=$(
    metric rackbook_restore_test_bytes 'What the last trial restored.' "repository=\"$repository\"" "$bytes"
    metric rackbook_restore_test_seconds 'How long the last trial took to restore that.' "repository=\"$repository\"" "$took"
  )
  ended
}

turn=0
in_turn() {
  turn=$((turn + 1))
  if [ "$turn" -eq "$number" ]; then try "$@"; fi
}
each_trial in_turn
# One of them has ended the job.
fail 1

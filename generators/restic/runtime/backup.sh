#!/bin/sh
# Copies what one policy asks for: backup-<policy>.sh [after]. Whatever goes wrong with one part does not keep the others from being copied, and the
# job ends with the first code that was not 0. `after` puts right what a killed run left: containers start again, snapshots go. Settings have the
# name of this script. Run it as root; the timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
name=${self##*/}
name=${name%.sh}
case ${1:-} in
  '' | apart | after) ;;
  *)
    echo "$name.sh [after]" >&2
    exit 2
    ;;
esac
# shellcheck source=job.sh
. ./job.sh
# shellcheck source=/dev/null
. "./$name.settings"
: "${policy:?}" "${rpo:?}"
# shellcheck source=freeze.sh
. ./freeze.sh
# Snapshots are mounted over the folders that they are of, for this job alone.
if [ "$frozen" -gt 0 ] && [ "${1:-}" = '' ]; then exec unshare --mount --propagation private -- /bin/sh "$self" apart; fi

# The note that services are stopped, so that they are started again after whatever happens, a power failure too.
stopped_note=$state/stopped-$policy
# start_one <service> <Compose file>
start_one() {
  docker compose --file "$2" start || {
    fault "$1 could not be started again."
    still=1
  }
}
start_again() {
  [ -e "$stopped_note" ] || return 0
  still=0
  each_stopped start_one
  # Kept after a failure, so that it is tried once more after the end of the job.
  if [ "$still" -eq 0 ]; then rm -f "$stopped_note"; else worse 1; fi
}

# One run of a policy at a time. What was killed is put right, unless another run is at it, which does that itself.
once "backup-$policy" "${1:-}"
put_right() {
  ended=$?
  # One thing that cannot be put right keeps no other from it.
  set +e
  trap - EXIT
  [ "$ended" -eq 0 ] || worst=$ended
  start_again
  thaw
  exit "$worst"
}
trap put_right EXIT
if [ "${1:-}" = after ]; then exit 0; fi
trap 'exit 143' TERM INT HUP

# report_end <repository> <code> <start> [lines of more metrics]
report_end() {
  explain "$2" "$1"
  report backup "policy=\"$policy\",repository=\"$1\"" "rackbook-backup-$policy-$1" "$2" "$3" "${4:-}"
  worse "$2"
}

# Repositories that can be written now; the job goes on with these alone.
ready=
start=$(date +%s)
# prepare <repository> <mount, or nothing>
prepare() {
  code=0
  if [ -n "$2" ]; then need_mount "$2" || code=$?; fi
  if [ "$code" -eq 0 ]; then open "$1" || code=$?; fi
  # Others are waited for here, where nothing is stopped yet.
  if [ "$code" -eq 0 ]; then alone "$1" patient "$1" snapshots --quiet --latest 1 >/dev/null || code=$?; fi
  if [ "$code" -eq 0 ]; then ready="$ready $1"; else report_end "$1" "$code" "$start"; fi
}
each_repository prepare
if [ -z "$ready" ]; then
  worse 1
  exit "$worst"
fi

# A dump that fails leaves the one of before in its place, which is copied with the rest.
dumped=0
dump() { "$@" || dumped=1; }
each_dump dump

# Standing still: their data are copied without a program that writes to them.
# stop_one <service> <Compose file>
stop_one() {
  patience=$patience_stopped
  { mkdir -p "$state" && : >"$stopped_note" && sync "$stopped_note" && docker compose --file "$2" stop; } || {
    fault "$1 could not be stopped; it is copied while it runs."
    worse 1
  }
}
each_stopped stop_one
freeze

# size_of <repository>: what the last backup holds, as metrics.
size_of() {
  summary=$("./$1.sh" snapshots --no-lock --json --tag "$policy" --host "$machine" latest 2>/dev/null) || return 0
  for unit in bytes files; do
    value=$(echo "$summary" | number "total_${unit}_processed")
    if [ -n "$value" ]; then
      metric "rackbook_backup_$unit" "What the last backup holds, in $unit." "policy=\"$policy\",repository=\"$1\"" "$value"
    fi
  done
}

lacking=0
all_there "$policy.files" || lacking=$?
for repository in $ready; do
  start=$(date +%s)
  code=0
  alone "$repository" patient "$repository" backup --tag "$policy" --host "$machine" \
    --files-from-verbatim "$policy.files" --exclude-file "$policy.excludes" || code=$?
  if [ "$code" -eq 0 ]; then code=$lacking; fi
  if [ "$code" -eq 0 ] && [ "$dumped" -ne 0 ]; then
    fault "All was copied, but a database is copied as it was at its last dump."
    code=1
  fi
  more=$(
    metric rackbook_backup_rpo_seconds 'Most that may be lost, as promised.' "policy=\"$policy\",repository=\"$repository\"" "$rpo"
    if [ "$code" -eq 0 ]; then size_of "$repository"; fi
  )
  report_end "$repository" "$code" "$start" "$more"
done
exit "$worst"

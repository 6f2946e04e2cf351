# shellcheck shell=sh
# What the jobs of restic on a machine share: read by them, never started. Codes are restic's own, and 75 for a disk that is not there. A job
# says what happened, leaves metrics whatever happens, and never calls a failure a success.

# shellcheck source=/dev/null
. ./job.settings
: "${machine:?}" "${metrics:?}" "${state:?}"
# shellcheck source=/dev/null
. ./job-metrics.sh

# Of root alone: in /run/lock any user could hold a lock.
locks=/run/rackbook
# Seconds to wait for another job on the same repository, here and on other machines. A job waits as long for another run of its own.
patience=7200
# The same while containers are stopped.
# shellcheck disable=SC2034
patience_stopped=600
# Seconds in which a repository has to open. restic itself tries for a quarter of an hour without an answer.
opens_within=180
export HOME="${HOME:-/root}"
umask 077
mkdir -p "$locks" || exit 1

say() { printf '%s\n' "$*"; }
fault() { printf '%s\n' "$*" >&2; }

# The first code that is not 0 is the one that the job ends with.
worst=0
worse() { if [ "$worst" -eq 0 ]; then worst=$1; fi; }

# need_mount <path>: nothing is written beside a disk that is not there.
need_mount() {
  # In the sandbox of a unit every path that it may write to is a mount point. A disk has a device of its own.
  # The dot makes an automount happen, and fails where it cannot.
  here=$(stat --format %d "$1/." 2>/dev/null) || here=
  above=$(stat --format %d "$1/.." 2>/dev/null) || above=
  if [ -n "$here" ] && [ -n "$above" ] && [ "$here" != "$above" ]; then return 0; fi
  fault "$1 is not mounted, so nothing is written there."
  return 75
}

# explain <code> <repository>
explain() {
  case $1 in
    0) return ;;
    3) why="some files could not be read; the rest was done" ;;
    10) why="there is no repository in its place" ;;
    11) why="another run holds the repository" ;;
    12) why="the password is wrong" ;;
    75) why="its disk is not mounted" ;;
    124) why="it did not answer in time" ;;
    130 | 143) why="it was ended from outside" ;;
    *) why="see above; a full disk is the most frequent reason" ;;
  esac
  fault "$2: ended with $1: $why. The runbook backup-failed-$machine goes on from here."
}

# alone <repository> <command...>: one job at a time for each repository of this machine.
alone() (
  lock=$locks/$1.lock
  shift
  exec 9>"$lock" || exit 1
  if ! flock --wait "$patience" 9; then
    fault "Another job has held the repository for $((patience / 60)) minutes."
    exit 11
  fi
  "$@"
)

# patient <repository> <command of restic> [arguments...]: waits for jobs of other machines. The lock of one that was killed is taken away once it is
# half an hour old; before that it is unknown.
patient() {
  tried=./$1.sh asked=$2 until=$(($(date +%s) + patience))
  shift 2
  result=11
  while [ "$result" -eq 11 ] && [ "$(date +%s)" -lt "$until" ]; do
    result=0
    "$tried" "$asked" --retry-lock 10m "$@" || result=$?
    # Whether that was well is seen by the next try.
    if [ "$result" -eq 11 ]; then "$tried" unlock --quiet || true; fi
  done
  return "$result"
}

# all_there <list>: whether every path of it is there. restic passes over those that are not, and ends with 0.
all_there() {
  lacks=0
  while IFS= read -r path; do
    if ! [ -e "$path" ] && ! [ -L "$path" ]; then
      fault "$path is not there, so it is not copied."
      lacks=3
    fi
  done <"$1"
  return "$lacks"
}

# once <name> [after]: waits until no other run has the lock, and has it to the end of this one. `after` does not wait: it ends.
once() {
  exec 8>"$locks/$1.lock" || exit 1
  if [ "$2" = after ]; then flock --nonblock 8 || exit 0; fi
  if ! flock --wait "$patience" 8; then
    fault "Another run has been at this for $((patience / 3600)) hours."
    exit 11
  fi
}

# open <repository>: takes away locks of runs that are no more; tells whether place and password are right.
open() { timeout --foreground --kill-after=10 "$opens_within" "./$1.sh" unlock --quiet; }

# report <job> <labels> <file> <code> <start> [lines of more metrics]: metrics that cannot be written make no failure of a job that was well.
report() { job_metrics "$metrics" "$3" "job=\"$1\",$2" "$4" "$5" "${6:-}" || true; }

# number <name>: the last number of that name in JSON on standard input.
number() { grep -o "\"$1\":[0-9]*" | tail -n 1 | cut -d : -f 2; }

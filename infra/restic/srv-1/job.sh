# shellcheck shell=sh
# What the jobs of restic on srv-1 share. Generated from the inventory; edit that, then npm run gen.
# shellcheck disable=SC2034
metrics=/var/lib/prometheus/node-exporter
state=/var/lib/rackbook
# Of root alone: in /run/lock everybody could hold a lock.
locks=/run/rackbook
# Seconds to wait for another job.
patience=7200
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
  here=$(stat --format %d "$1/." 2>/dev/null) above=$(stat --format %d "$1/.." 2>/dev/null)
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
  fault "$2: ended with $1: $why. The runbook backup-failed-srv-1 goes on from here."
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
# half an hour old; before that nobody can tell.
patient() {
  tried=./$1.sh asked=$2 until=$(($(date +%s) + patience))
  shift 2
  result=11
  while [ "$result" -eq 11 ] && [ "$(date +%s)" -lt "$until" ]; do
    result=0
    "$tried" "$asked" --retry-lock 10m "$@" || result=$?
    [ "$result" -ne 11 ] || "$tried" unlock --quiet
  done
  return "$result"
}

# all_there <list>: whether every path of it is there. restic passes over those that are not, and ends with 0.
all_there() {
  lacks=0
  while IFS= read -r path; do
    [ -e "$path" ] || [ -L "$path" ] || { fault "$path is not there, so it is not copied."; lacks=3; }
  done <"$1"
  return "$lacks"
}

# once <name> [after]: waits until no other run has the lock, and has it to the end of this one. `after` does not wait: it ends.
once() {
  exec 8>"$locks/$1.lock" || exit 1
  if [ "$2" = after ]; then flock --nonblock 8 || exit 0; fi
  if ! flock --wait 7200 8; then
    fault "Another run has been at this for 2 hours."
    exit 11
  fi
}

# open <repository>: takes away locks of runs that are no more; tells whether place and password are right.
open() { timeout --foreground --kill-after=10 180 "./$1.sh" unlock --quiet; }

# report <job> <labels> <file> <code> <start> [lines of more metrics]
report() {
  labels=$2 file=$metrics/$3.prom end=$(date +%s) more=${6:-}
  [ -d "$metrics" ] || return 0
  labels="job=\"$1\",$labels"
  success=$(sed -n 's/^rackbook_job_last_success_timestamp_seconds{.*} //p' "$file" 2>/dev/null)
  [ "$4" -ne 0 ] || success=$end
  {
    echo '# HELP rackbook_job_last_run_timestamp_seconds When the job ended.'
    echo '# TYPE rackbook_job_last_run_timestamp_seconds gauge'
    echo "rackbook_job_last_run_timestamp_seconds{$labels} $end"
    echo '# HELP rackbook_job_exit_code How the job ended; 0 is well.'
    echo '# TYPE rackbook_job_exit_code gauge'
    echo "rackbook_job_exit_code{$labels} $4"
    echo '# HELP rackbook_job_duration_seconds How long the job took.'
    echo '# TYPE rackbook_job_duration_seconds gauge'
    echo "rackbook_job_duration_seconds{$labels} $((end - $5))"
    if [ -n "$success" ]; then
      echo '# HELP rackbook_job_last_success_timestamp_seconds When the job last ended well.'
      echo '# TYPE rackbook_job_last_success_timestamp_seconds gauge'
      echo "rackbook_job_last_success_timestamp_seconds{$labels} $success"
    fi
    [ -z "$more" ] || printf '%s\n' "$more"
  } >"$file.part" && chmod 0644 "$file.part" && mv "$file.part" "$file" && return 0
  fault "The metrics of this run could not be written to $file."
  rm -f "$file.part"
}

# number <name>: the last number of that name in JSON on standard input.
number() { grep -o "\"$1\":[0-9]*" | tail -n 1 | cut -d : -f 2; }

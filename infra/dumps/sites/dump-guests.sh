#!/bin/sh
# Dumps the databases that one policy covers, and leaves for Prometheus when that was and how it ended. Settings have the name of this script. Run it as
# root; the timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
name=${self##*/}
# shellcheck source=/dev/null
. "./${name%.sh}.settings"
: "${policy:?}" "${metrics:?}"
# shellcheck source=/dev/null
. ./job-metrics.sh

start=$(date +%s)
# Without a database to dump nothing was well.
code=1
dump() {
  code=0
  ./dump.sh "$@" || code=$?
}
each_dump dump
job_metrics "$metrics" "rackbook-dump-$policy" "job=\"dump\",policy=\"$policy\"" "$code" "$start" || true
exit "$code"

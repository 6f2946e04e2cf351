# shellcheck shell=sh
# How every job that keeps a repository in order begins and ends. Read by them, never started.

# shellcheck source=job.sh
. ./job.sh
: "${repository:?}" "${mount?}" "${kind:?}"
start=$(date +%s)
code=0
more=
ended() {
  explain "$code" "$repository"
  report "$kind" "repository=\"$repository\"" "rackbook-$kind-$repository" "$code" "$start" "$more"
  exit "$code"
}
# fail <code>
fail() {
  code=$1
  ended
}

if [ -n "$mount" ]; then need_mount "$mount" || fail $?; fi
open "$repository" || fail $?

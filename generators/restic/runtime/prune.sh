#!/bin/sh
# Forgets old backups in one repository by the rule of each policy, then frees their space. On a disk that is nearly full it frees what takes no
# space to free. Settings have the name of this script. Run it as root; the timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
name=${self##*/}
# shellcheck source=/dev/null
. "./${name%.sh}.settings"
kind=prune
# shellcheck source=upkeep.sh
. ./upkeep.sh

# Bytes that have to be free before packs are rewritten to free more.
room_to_repack=1073741824

# forget <policy> <machine> <options that say what is kept...>
forget() {
  # One who holds it all is not asked again and again.
  [ "$outcome" -ne 11 ] || return 0
  policy=$1 of=$2
  shift 2
  forgot=0
  patient "$repository" forget --quiet --tag "$policy" --host "$of" --group-by host,tags "$@" || forgot=$?
  [ "$forgot" -eq 0 ] || outcome=$forgot
}

work() {
  outcome=0
  each_copy forget
  # What could not be forgotten is no reason to keep the rest, but for one who holds it all.
  [ "$outcome" -ne 11 ] || return 11
  set --
  if [ -n "$mount" ]; then
    free=$(df --output=avail --block-size=1 "$mount" | tail -n 1)
    [ "$free" -ge "$room_to_repack" ] || set -- --max-repack-size 0
  fi
  patient "$repository" prune "$@" || outcome=$?
  return "$outcome"
}

alone "$repository" work || code=$?
ended

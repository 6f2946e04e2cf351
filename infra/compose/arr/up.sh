#!/bin/sh
# Starts the containers of this machine: up.sh [options of docker compose up...]. First secret files are looked for, since Docker makes a folder where
# one is missing; then folders that belong to a container's own user are made, then shared networks; then each stack starts, first what others need.
# A stack that does not start keeps back only those that need it; the end says which, and is a failure. It can be run again at any time; what is there
# already is left as it is.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./up.settings

missing=0
fault() {
  echo "$1" >&2
  missing=1
}
# need <secret file> [user] [group]: of the container that reads it.
need() {
  if ! [ -f "$1" ]; then
    fault "There is no secret file $1"
  elif [ $# -gt 1 ] && ! find "$1" \( -perm -004 -o -user "$2" -perm -400 -o -group "${3:-0}" -perm -040 \) | grep -q .; then
    fault "User $2 of the container cannot read $1"
  fi
}
each_secret need

# defines <Compose file> <secret file> <variable...>: a line for each.
defines() {
  [ -f "$2" ] || return 0
  file=$2
  shift 2
  for name; do
    grep -Eq "^(export +)?$name=" "$file" || fault "The secret file $file has no line $name=..."
  done
}
each_variables defines

# expect <network> <project...>: where they have fixed addresses, so that it cannot be made without knowing its range.
expect() {
  docker network inspect "$1" >/dev/null 2>&1 && return
  name=$1
  shift
  fault "There is no network $name, in which $* has an address of its own: docker network create --subnet <range> $name"
}
each_expected expect
if [ "$missing" -ne 0 ]; then
  echo "Nothing was started." >&2
  exit 1
fi

# Whoever needs what could not be made will not start, and says so.
unmade=0
# own <folder> <user> <group>
own() { [ -d "$1" ] || install -d -m 0750 -o "$2" -g "$3" "$1" || unmade=1; }
each_folder own

# network <name> [options...]
network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$@" || unmade=1; }
each_network network

# outside <network> <project...>: one that the projects expect, and that nothing here makes.
outside() {
  docker network inspect "$1" >/dev/null 2>&1 && return
  docker network create "$1" >/dev/null || {
    unmade=1
    return
  }
  name=$1
  shift
  echo "Made the network $name, which $* expects. One with options of its own has to be made by hand, before." >&2
}
each_outside outside

# match <wanted Compose file> <Compose file> <secret file> <variable...>
match() { [ "$1" != "$2" ] || variables=$3; }

# Compose files, none of which has a space in its path.
failed=
kept_back=
# waits <Compose file> <Compose file that it needs...>
waits() {
  [ "$1" = "$file" ] || return 0
  shift
  for needed; do
    case "$failed$kept_back " in *" $needed "*) without=$needed ;; esac
  done
}

# start [options...] <Compose file>
start() {
  for file; do :; done
  # What is before the last word comes behind it.
  count=$#
  while [ "$count" -gt 1 ]; do
    set -- "$@" "$1"
    shift
    count=$((count - 1))
  done
  shift
  without=
  each_need waits
  if [ -n "$without" ]; then
    kept_back="$kept_back $file"
    return
  fi
  variables=
  each_variables match "$file"
  docker compose ${variables:+--env-file "$variables"} --file "$file" up --detach --remove-orphans "$@" || failed="$failed $file"
}
# Compose ends with a failure of its own when it is interrupted.
trap 'exit 130' INT TERM
each_stack start "$@"

names() { for file; do printf ' %s' "${file%/*}"; done; }
# shellcheck disable=SC2086
if [ -n "$failed" ]; then
  echo "Did not start:$(names $failed). What went wrong stands above, where each was tried." >&2
  [ -z "$kept_back" ] || echo "Not tried, since they need one that did not start:$(names $kept_back)" >&2
  exit 1
fi
exit "$unmade"

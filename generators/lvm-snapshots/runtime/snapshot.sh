#!/bin/sh
# Makes a snapshot of each logical volume that snapshot.settings names, and takes away the oldest of its own. What goes wrong with one volume does not
# keep the others from theirs. Only what has a name and an origin as this script gives them is ever taken away. Run it as root; the timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
export LC_ALL=C
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./snapshot.settings
: "${keep:?}" "${size?}"
worst=0
seen=0
fault() {
  echo "$1" >&2
  worst=1
}

# Eight digits, T, six digits, Z: the time in the name of a snapshot that this script made.
two='[0-9][0-9]'
time=$two$two$two${two}T$two$two${two}Z

# own <group> <volume>: snapshots that were made here, the oldest first, each with its attributes and how full it is.
own() {
  lvs --noheadings --separator : --options lv_name,origin,lv_attr,data_percent "$1" | tr -d " " | sort | while IFS=: read -r name origin rest; do
    [ "$origin" = "$2" ] || continue
    # A pattern, so not quoted.
    # shellcheck disable=SC2254
    case $name in "$2"-rackbook-$time) printf '%s:%s\n' "$name" "$rest" ;; esac
  done
}

# full <group> <volume>: snapshots whose space did not last; nothing can be read from them.
full() {
  own "$1" "$2" | while IFS=: read -r name attributes percent; do
    case $attributes in
      # A thin one has no space of its own that could be full.
      V*) ;;
      ????[IS]*) printf '%s\n' "$name" ;;
      *) [ "$percent" != 100.00 ] || printf '%s\n' "$name" ;;
    esac
  done
}

# make <group> <volume>
make() {
  name=$2-rackbook-$(date -u +%Y%m%dT%H%M%SZ)
  kind=$(lvs --noheadings --options segtype "$1/$2") || kind=
  case $kind in
    "") fault "There is no volume $1/$2." ;;
    *thin*) lvcreate --quiet --snapshot --name "$name" "$1/$2" >/dev/null || fault "No snapshot of $1/$2 could be made." ;;
    *)
      if [ -z "$size" ]; then
        fault "$1/$2 is not thin, so its snapshots need space of their own: size in the inventory."
      else
        lvcreate --quiet --snapshot --size "$size" --name "$name" "$1/$2" >/dev/null || fault "No snapshot of $1/$2 could be made."
      fi
      ;;
  esac
}

# remove <group> <snapshot>
remove() { lvremove --quiet --yes "$1/$2" >/dev/null || fault "$1/$2 could not be taken away."; }

# each <group>/<volume>
each() {
  seen=$((seen + 1))
  group=${1%/*} volume=${1#*/}
  for name in $(full "$group" "$volume"); do
    fault "$group/$name was full and is of no use: more was written than it had space for."
    remove "$group" "$name"
  done
  make "$group" "$volume"
  names=$(own "$group" "$volume" | cut -d : -f 1)
  left=$(echo "$names" | grep -c .) || true
  for name in $names; do
    [ "$left" -gt "$keep" ] || break
    remove "$group" "$name"
    left=$((left - 1))
  done
}

each_volume each
[ "$seen" -gt 0 ] || fault "No volume is named, so there are no snapshots."
exit "$worst"

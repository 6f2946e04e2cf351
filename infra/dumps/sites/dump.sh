#!/bin/sh
# Dumps databases of this machine: dump.sh [<service>/<container>...], all of them, or those that are named. Each dump takes the place of the
# earlier one when it is complete and on the disk, and not before. One that fails leaves the others and its own earlier dump alone. Run it as root.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
umask 077
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./databases.settings
: "${machine:?}" "${folder:?}"
# shellcheck source=complete.sh
. ./complete.sh
failed=0
fault() {
  echo "$1" >&2
  failed=1
}

names=
note() { names="$names $1"; }
each_database note
for name in "$@"; do
  case "$names " in
    *" $name "*) ;;
    *)
      echo "There is no database $name on $machine. There are:$names" >&2
      exit 2
      ;;
  esac
done
# Names are of letters, digits and the signs . _ - / alone.
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $names
if [ $# -eq 0 ]; then
  echo "There is no database on $machine. Nothing was dumped." >&2
  exit 1
fi

mkdir -p "$folder"
chmod 0700 "$folder"
exec 9>"$folder/.lock"
if ! flock --wait 1800 9; then
  echo "Another dump has been running for half an hour. Nothing was dumped." >&2
  exit 1
fi

# dump <service>/<container> <script for its server> <Compose file> <last words of its tool>
dump() {
  [ "$1" = "$name" ] || return 0
  target=$folder/$1.sql
  part=$target.part
  if ! mkdir -p "${target%/*}"; then
    fault "$1 was not dumped: there is no folder for it."
  elif ! docker compose --file "$3" exec -T "${1#*/}" sh -c "$(cat "$2")" sh dump </dev/null >"$part" 9>&-; then
    fault "$1 was not dumped. What was there of it before is untouched."
  elif ! is_complete "$part" "$4"; then
    fault "$1 was not dumped to its end. What was there of it before is untouched."
  elif ! { sync "$part" && mv "$part" "$target" && sync "${target%/*}"; }; then
    fault "$1 was dumped, and could not be put in its place."
  else
    echo "Dumped $1: $(wc -c <"$target") bytes."
  fi
  rm -f "$part"
}

for name in "$@"; do
  each_database dump
done
exit "$failed"

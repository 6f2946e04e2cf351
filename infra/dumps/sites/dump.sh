#!/bin/sh
# Dumps databases of sites to /var/lib/rackbook/dumps/<service>/<container>.sql: all of them, or those named as <service>/<container>.
# Generated from the inventory; run it as root on the machine itself.
set -u
umask 077
cd "$(dirname "$0")" || exit 1
folder=/var/lib/rackbook/dumps
failed=0
fault() {
  echo "$1" >&2
  failed=1
}

for name in "$@"; do
  case $name in
    wordpress-blog/db | wordpress-portfolio/db) ;;
    *)
      echo "There is no database $name on sites. There are: wordpress-blog/db wordpress-portfolio/db" >&2
      exit 2
      ;;
  esac
done
[ $# -gt 0 ] || set -- wordpress-blog/db wordpress-portfolio/db

mkdir -p "$folder" && chmod 0700 "$folder" || exit 1
exec 9>"$folder/.lock"
if ! flock --wait 1800 9; then
  echo "Another dump has been running for half an hour. Nothing was dumped." >&2
  exit 1
fi

# Whether a file is a whole dump: it ends with the last words of the tool, then with ours.
is_complete() {
  [ "$(tail -n 1 "$1")" = '-- rackbook: dump complete' ] && tail -n 20 "$1" | grep -q -e "^$2"
}

# dump <service>/<container> <script for its server> <Compose file> <last words of its tool>
dump() {
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
  case $name in
    wordpress-blog/db) dump "$name" in-mariadb.sh ../../compose/sites/wordpress-blog/compose.yaml '-- Dump completed' ;;
    wordpress-portfolio/db) dump "$name" in-mariadb.sh ../../compose/sites/wordpress-portfolio/compose.yaml '-- Dump completed' ;;
  esac
done
exit "$failed"

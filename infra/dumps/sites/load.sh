#!/bin/sh
# Loads a dump back into a database of sites, over what is there: load.sh <service>/<container> [file].
# Generated from the inventory; run it as root on the machine itself, with everything stopped that uses the database.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
name=${1:-}
case $name in
  wordpress-blog/db)
    script=in-mariadb.sh
    compose=../../compose/sites/wordpress-blog/compose.yaml
    words='-- Dump completed'
    ;;
  wordpress-portfolio/db)
    script=in-mariadb.sh
    compose=../../compose/sites/wordpress-portfolio/compose.yaml
    words='-- Dump completed'
    ;;
  *)
    echo "load.sh <service>/<container> [file]. There are: wordpress-blog/db wordpress-portfolio/db" >&2
    exit 2
    ;;
esac
file=${2:-/var/lib/rackbook/dumps/$name.sql}

# Whether a file is a whole dump: it ends with the last words of the tool, then with ours.
is_complete() {
  [ "$(tail -n 1 "$1")" = '-- rackbook: dump complete' ] && tail -n 20 "$1" | grep -q -e "^$2"
}
if ! [ -f "$file" ] || ! [ -r "$file" ]; then
  echo "There is no dump $file. Nothing was changed." >&2
  exit 1
fi
if ! is_complete "$file" "$words"; then
  echo "$file is not a whole dump of this kind of database: its last line is missing. Nothing was changed." >&2
  exit 1
fi

inside() {
  docker compose --file "$here/$compose" exec -T "${name#*/}" sh -c "$(cat "$here/$script")" sh "$1"
}
tries=0
until answer=$(inside ping </dev/null 2>&1); do
  tries=$((tries + 1))
  if [ "$tries" -ge 90 ]; then
    echo "The server in $name does not answer. Nothing was changed. $answer" >&2
    exit 1
  fi
  sleep 2
done
if ! inside load <"$file"; then
  echo "$file was not loaded into $name, or not wholly. Repair what stands above, and load it again." >&2
  exit 1
fi
echo "Loaded $file ($(wc -c <"$file") bytes) into $name."

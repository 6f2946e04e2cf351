#!/bin/sh
# Loads a dump back into a database of this machine, over what is there: load.sh <service>/<container> [file]. It waits for the server, stops at the
# first error, and takes nothing but a whole dump. Run it as root, with everything stopped that uses the database.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
here=${self%/*}
# shellcheck source=/dev/null
. "$here/databases.settings"
: "${folder:?}"
# shellcheck source=complete.sh
. "$here/complete.sh"

# Times that a server is asked whether it is there, two seconds apart: a first start makes its files, which takes long on a slow disk.
most_tries=90

name=${1:-}
names='' script='' compose='' words=''
# pick <service>/<container> <script for its server> <Compose file> <last words of its tool>
pick() {
  names="$names $1"
  if [ "$1" = "$name" ]; then script=$2 compose=$3 words=$4; fi
}
each_database pick
if [ -z "$script" ]; then
  echo "load.sh <service>/<container> [file]. There are:$names" >&2
  exit 2
fi
file=${2:-$folder/$name.sql}

if ! [ -f "$file" ] || ! [ -r "$file" ]; then
  echo "There is no dump $file. Nothing was changed." >&2
  exit 1
fi
if ! is_complete "$file" "$words"; then
  echo "$file is not a whole dump of this kind of database: its last line is missing. Nothing was changed." >&2
  exit 1
fi

# inside ping, or inside load
inside() {
  docker compose --file "$here/$compose" exec -T "${name#*/}" sh -c "$(cat "$here/$script")" sh "$1"
}
tries=0
until answer=$(inside ping </dev/null 2>&1); do
  tries=$((tries + 1))
  if [ "$tries" -ge "$most_tries" ]; then
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

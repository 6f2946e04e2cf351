#!/bin/sh
# Gives the user of a database of this machine another password, which is read from stdin: password.sh <service>/<container> <variable>. The variable is
# the one by which the container gets the password that is changed, as POSTGRES_PASSWORD or MARIADB_PASSWORD. The container has to run with the old one.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
here=${self%/*}
# shellcheck source=/dev/null
. "$here/databases.settings"

name=${1:-} variable=${2:-}
names='' script='' compose=''
# pick <service>/<container> <script for its server> <Compose file> <last words of its tool>
pick() {
  names="$names $1"
  if [ "$1" = "$name" ]; then script=$2 compose=$3; fi
}
each_database pick
if [ -z "$script" ] || [ -z "$variable" ]; then
  echo "password.sh <service>/<container> <variable>. There are:$names" >&2
  exit 2
fi
if ! docker compose --file "$here/$compose" exec -T "${name#*/}" sh -c "$(cat "$here/$script")" sh password "$variable"; then
  echo "The password of $name was not changed. What went wrong stands above." >&2
  exit 1
fi
echo "Changed the password of $name."

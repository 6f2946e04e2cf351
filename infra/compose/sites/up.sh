#!/bin/sh
# Starts the containers of sites: secrets and folders, shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

missing=0
fault() { echo "$1" >&2; missing=1; }
need() {
  if ! [ -f "$1" ]; then fault "There is no secret file $1"
  elif [ $# -gt 1 ] && ! find "$1" \( -perm -004 -o -user "$2" -perm -400 -o -group "${3:-0}" -perm -040 \) | grep -q .; then
    fault "User $2 of the container cannot read $1"
  fi
}
need /etc/rackbook/secrets/wordpress-blog/db-password
need /etc/rackbook/secrets/wordpress-portfolio/db-password
[ "$missing" = 0 ] || { echo "Nothing was started." >&2; exit 1; }

docker compose --file socket-proxy-sites/compose.yaml up --detach --remove-orphans "$@"
docker compose --file wordpress-blog/compose.yaml up --detach --remove-orphans "$@"
docker compose --file wordpress-portfolio/compose.yaml up --detach --remove-orphans "$@"

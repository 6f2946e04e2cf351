#!/bin/sh
# Starts the containers of vault: secrets and folders, shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

missing=0
need() { [ -f "$1" ] || { echo "There is no secret file $1" >&2; missing=1; }; }
need /etc/rackbook/secrets/vaultwarden/admin-token
[ "$missing" = 0 ] || { echo "Nothing was started. Put the files there, readable for the user of the container." >&2; exit 1; }

docker compose --file socket-proxy-vault/compose.yaml up --detach --remove-orphans "$@"
docker compose --file vaultwarden/compose.yaml up --detach --remove-orphans "$@"

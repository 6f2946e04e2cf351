#!/bin/sh
# Starts the containers of vault: shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

docker network inspect apps >/dev/null 2>&1 || docker network create apps
docker network inspect management >/dev/null 2>&1 || docker network create management

docker compose --file socket-proxy-vault/compose.yaml up --detach --remove-orphans "$@"
docker compose --file vaultwarden/compose.yaml up --detach --remove-orphans "$@"

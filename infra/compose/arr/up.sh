#!/bin/sh
# Starts the containers of arr: shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

docker network inspect apps >/dev/null 2>&1 || docker network create apps
docker network inspect management >/dev/null 2>&1 || docker network create management

docker compose --file prowlarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file socket-proxy-arr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file qbittorrent/compose.yaml up --detach --remove-orphans "$@"
docker compose --file radarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file sonarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file bazarr/compose.yaml up --detach --remove-orphans "$@"

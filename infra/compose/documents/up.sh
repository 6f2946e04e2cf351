#!/bin/sh
# Starts the containers of documents: shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

docker network inspect apps >/dev/null 2>&1 || docker network create apps
docker network inspect management >/dev/null 2>&1 || docker network create management

docker compose --file socket-proxy-documents/compose.yaml up --detach --remove-orphans "$@"
docker compose --file stirling-pdf/compose.yaml up --detach --remove-orphans "$@"

#!/bin/sh
# Starts the containers of documents: secrets and folders, shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

docker compose --file socket-proxy-documents/compose.yaml up --detach --remove-orphans "$@"
docker compose --file stirling-pdf/compose.yaml up --detach --remove-orphans "$@"

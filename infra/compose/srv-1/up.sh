#!/bin/sh
# Starts the containers of srv-1: shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

docker network inspect apps >/dev/null 2>&1 || docker network create apps
docker network inspect dmz >/dev/null 2>&1 || docker network create dmz
docker network inspect management >/dev/null 2>&1 || docker network create management

docker compose --file bentopdf/compose.yaml up --detach --remove-orphans "$@"
docker compose --file blackbox-exporter/compose.yaml up --detach --remove-orphans "$@"
docker compose --file docs/compose.yaml up --detach --remove-orphans "$@"
docker compose --file loki/compose.yaml up --detach --remove-orphans "$@"
docker compose --file node-exporter/compose.yaml up --detach --remove-orphans "$@"
docker compose --file prometheus/compose.yaml up --detach --remove-orphans "$@"
docker compose --file semaphore/compose.yaml up --detach --remove-orphans "$@"
docker compose --file socket-proxy/compose.yaml up --detach --remove-orphans "$@"
docker compose --file traefik/compose.yaml up --detach --remove-orphans "$@"
docker compose --file alloy/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cadvisor/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cloudflared/compose.yaml up --detach --remove-orphans "$@"
docker compose --file crowdsec/compose.yaml up --detach --remove-orphans "$@"
docker compose --file dozzle/compose.yaml up --detach --remove-orphans "$@"
docker compose --file grafana/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cf-bouncer/compose.yaml up --detach --remove-orphans "$@"

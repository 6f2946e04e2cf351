#!/bin/sh
# Starts the containers of arr: secrets and folders, shared networks, then each stack in the order of its needs.
# Generated from the inventory; run it on the machine itself.
set -eu
cd "$(dirname "$0")"

own() { [ -d "$2" ] || install -d -m 0750 -o "${1%:*}" -g "${1#*:}" "$2"; }
own 1000:1000 /srv/bazarr
own 1000:1000 /srv/prowlarr
own 1000:1000 /srv/qbittorrent
own 1000:1000 /srv/radarr
own 1000:1000 /srv/sonarr

network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$@"; }
network to-prowlarr
network to-qbittorrent
network to-radarr
network to-sonarr

docker compose --file prowlarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file socket-proxy-arr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file qbittorrent/compose.yaml up --detach --remove-orphans "$@"
docker compose --file radarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file sonarr/compose.yaml up --detach --remove-orphans "$@"
docker compose --file bazarr/compose.yaml up --detach --remove-orphans "$@"

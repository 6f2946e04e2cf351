#!/bin/sh
# Starts the containers of srv-1: secrets and folders, shared networks, then each stack in the order of its needs.
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
need /etc/rackbook/secrets/cf-bouncer/cloudflare-token
need /etc/rackbook/secrets/cf-bouncer/crowdsec-key
need /etc/rackbook/secrets/cloudflared/tunnel-credentials 65532 65532
need /etc/rackbook/secrets/crowdsec/cf-bouncer-key
need /etc/rackbook/secrets/crowdsec/traefik-key
need /etc/rackbook/secrets/grafana/admin-password 472 0
need /etc/rackbook/secrets/semaphore/admin-password
need /etc/rackbook/secrets/semaphore/encryption-key
need /etc/rackbook/secrets/traefik/cf-dns-token
need /etc/rackbook/secrets/traefik/crowdsec-key
need /etc/rackbook/secrets/traefik/web-users
[ "$missing" = 0 ] || { echo "Nothing was started." >&2; exit 1; }

own() { [ -d "$2" ] || install -d -m 0750 -o "${1%:*}" -g "${1#*:}" "$2"; }
own 472:0 /srv/grafana
own 10001:10001 /srv/loki
own 65534:65534 /srv/prometheus

network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$@"; }
network to-alloy
network to-bentopdf
network to-blackbox-exporter
network to-cadvisor
network to-crowdsec
network to-docs
network to-dozzle
network to-grafana
network to-loki
network to-prometheus
network to-semaphore
network to-traefik
network tunnel --subnet 172.31.255.0/29

docker compose --file bentopdf/compose.yaml up --detach --remove-orphans "$@"
docker compose --file blackbox-exporter/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cadvisor/compose.yaml up --detach --remove-orphans "$@"
docker compose --file crowdsec/compose.yaml up --detach --remove-orphans "$@"
docker compose --file docs/compose.yaml up --detach --remove-orphans "$@"
docker compose --file dozzle/compose.yaml up --detach --remove-orphans "$@"
docker compose --file loki/compose.yaml up --detach --remove-orphans "$@"
docker compose --file node-exporter/compose.yaml up --detach --remove-orphans "$@"
docker compose --file prometheus/compose.yaml up --detach --remove-orphans "$@"
docker compose --file semaphore/compose.yaml up --detach --remove-orphans "$@"
docker compose --file socket-proxy/compose.yaml up --detach --remove-orphans "$@"
docker compose --file traefik/compose.yaml up --detach --remove-orphans "$@"
docker compose --file alloy/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cf-bouncer/compose.yaml up --detach --remove-orphans "$@"
docker compose --file cloudflared/compose.yaml up --detach --remove-orphans "$@"
docker compose --file grafana/compose.yaml up --detach --remove-orphans "$@"

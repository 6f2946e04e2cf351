#!/bin/sh
# Puts the units of the dumps of sites in place and starts their timers. It can be run again.
# Generated from the inventory; run it as root on the machine itself.
set -eu
cd "$(dirname "$0")"
units=/etc/systemd/system
# Ours say so in their first line.
ours() { head -n 1 "$1" | grep -q '^# Generated from the inventory'; }
for name in rackbook-dump-failed@.service rackbook-dump-guests.service rackbook-dump-guests.timer; do
  [ ! -e "$units/$name" ] || ours "$units/$name" || {
    echo "$units/$name is not ours. Move it away, or unmask it. Nothing was installed." >&2
    exit 1
  }
done
mkdir -p /var/lib/prometheus/node-exporter
install -m 0644 rackbook-dump-failed@.service rackbook-dump-guests.service rackbook-dump-guests.timer "$units/"
for unit in "$units"/rackbook-dump-*; do
  name=${unit##*/}
  if [ -f "$unit" ] && ! [ -e "$name" ] && ours "$unit"; then
    systemctl disable --now "$name" 2>/dev/null || true
    rm -f "$unit"
  fi
done
systemctl daemon-reload
systemctl enable --now rackbook-dump-guests.timer

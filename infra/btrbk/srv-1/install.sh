#!/bin/sh
# Puts the units of the snapshots of srv-1 in place and starts their timers. It can be run again.
# Generated from the inventory; run it as root on the machine itself.
set -eu
cd "$(dirname "$0")"
units=/etc/systemd/system
# Ours say so in their first line.
ours() { head -n 1 "$1" | grep -q '^# Generated from the inventory'; }
for name in rackbook-snapshots.service rackbook-snapshots.timer; do
  [ ! -e "$units/$name" ] || ours "$units/$name" || {
    echo "$units/$name is not ours. Move it away, or unmask it. Nothing was installed." >&2
    exit 1
  }
done
missing=0
fault() { echo "$1" >&2; missing=1; }
command -v btrbk >/dev/null || fault "There is no btrbk. To install it: apt-get install btrbk"
[ "$(stat --file-system --format=%T -- /srv 2>/dev/null) $(stat --format=%i -- /srv 2>/dev/null)" = "btrfs 256" ] || fault '/srv is no subvolume of Btrfs.'
[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }
install -d -m 0700 /srv/.snapshots
install -m 0644 rackbook-snapshots.service rackbook-snapshots.timer "$units/"
for unit in "$units"/rackbook-snapshots*; do
  name=${unit##*/}
  if [ -f "$unit" ] && ! [ -e "$name" ] && ours "$unit"; then
    systemctl disable --now "$name" 2>/dev/null || true
    rm -f "$unit"
  fi
done
systemctl daemon-reload
systemctl enable --now rackbook-snapshots.timer

#!/bin/sh
# Puts the units of the jobs of restic on srv-1 in place and starts their timers. It can be run again.
# Generated from the inventory; run it as root on the machine itself.
set -eu
cd "$(dirname "$0")"
units=/etc/systemd/system
# Ours say so in their first line.
ours() { head -n 1 "$1" | grep -q '^# Generated from the inventory'; }
for name in rackbook-backup-appdata.service rackbook-backup-appdata.timer rackbook-check-restic-usb.service rackbook-check-restic-usb.timer rackbook-failed@.service rackbook-prune-restic-usb.service rackbook-prune-restic-usb.timer rackbook-restore-test-restic-usb.service rackbook-restore-test-restic-usb.timer; do
  [ ! -e "$units/$name" ] || ours "$units/$name" || {
    echo "$units/$name is not ours. Move it away, or unmask it. Nothing was installed." >&2
    exit 1
  }
done
missing=0
fault() { echo "$1" >&2; missing=1; }
case $(restic version 2>/dev/null) in
  "restic 0."[0-9].* | "restic 0.1"[0-6].*) fault "restic is older than 0.17, whose exit codes the jobs read." ;;
  "restic "*) ;;
  *) fault "There is no restic. To install it: apt-get install restic" ;;
esac
command -v flock >/dev/null || fault "There is no flock. To install it: apt-get install util-linux"
command -v btrfs >/dev/null || fault "There is no btrfs. To install it: apt-get install btrfs-progs"
if ! [ -s /etc/rackbook/secrets/restic/repository-password ]; then fault 'There is no password in /etc/rackbook/secrets/restic/repository-password'; elif [ -n "$(find /etc/rackbook/secrets/restic/repository-password -perm /077)" ]; then fault 'Others may read /etc/rackbook/secrets/restic/repository-password: chmod 0600 it'; fi
[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }

mkdir -p /var/lib/prometheus/node-exporter
install -m 0644 rackbook-backup-appdata.service rackbook-backup-appdata.timer rackbook-check-restic-usb.service rackbook-check-restic-usb.timer rackbook-failed@.service rackbook-prune-restic-usb.service rackbook-prune-restic-usb.timer rackbook-restore-test-restic-usb.service rackbook-restore-test-restic-usb.timer "$units/"
for unit in "$units"/rackbook-backup-* "$units"/rackbook-start-again-* "$units"/rackbook-prune-* "$units"/rackbook-check-* "$units"/rackbook-restore-test-*; do
  name=${unit##*/}
  if [ -f "$unit" ] && ! [ -e "$name" ] && ours "$unit"; then
    systemctl disable --now "$name" 2>/dev/null || true
    rm -f "$unit"
  fi
done
systemctl daemon-reload
systemctl enable --now rackbook-backup-appdata.timer rackbook-check-restic-usb.timer rackbook-prune-restic-usb.timer rackbook-restore-test-restic-usb.timer

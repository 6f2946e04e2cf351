#!/bin/sh
# Forgets old backups in restic-usb and frees their space. Generated from the inventory; edit that, then npm run gen.
# Run it as root; the timer does.
# shellcheck disable=SC2016,SC2317
set -u
cd "$(dirname "$(readlink -f "$0")")" || exit 1
# shellcheck source=job.sh
. ./job.sh
start=$(date +%s)
code=0
more=
ended() {
  explain "$code" restic-usb
  report prune 'repository="restic-usb"' rackbook-prune-restic-usb "$code" "$start" "$more"
  exit "$code"
}
need_mount /mnt/usb-ssd || { code=$?; ended; }
open restic-usb || { code=$?; ended; }

work() {
  worst=0
  [ "$worst" -eq 11 ] || patient restic-usb forget --quiet --tag appdata --host srv-1 --group-by host,tags --keep-daily 7 --keep-weekly 4 --keep-monthly 6 || worst=$?
  # What could not be forgotten is no reason to keep the rest, but for one who holds it all.
  set --
  free=$(df --output=avail --block-size=1 /mnt/usb-ssd | tail -n 1)
  [ "$free" -ge 1073741824 ] || set -- --max-repack-size 0
  [ "$worst" -eq 11 ] || patient restic-usb prune "$@" || worst=$?
  return "$worst"
}
alone restic-usb work || code=$?
ended

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
  result=0
  ./restic-usb.sh forget --retry-lock 2h --quiet --tag appdata --host srv-1 --group-by host,tags --keep-daily 7 --keep-weekly 4 --keep-monthly 6 || result=$?
  # What could not be forgotten is no reason to keep the rest.
  set --
  free=$(df --output=avail --block-size=1 /mnt/usb-ssd | tail -n 1)
  [ "$free" -ge 1073741824 ] || set -- --max-repack-size 0
  ./restic-usb.sh prune --retry-lock 2h "$@" || result=$?
  return "$result"
}
alone restic-usb work || code=$?
ended

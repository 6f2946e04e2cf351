#!/bin/sh
# Reads one of 8 parts of restic-usb and compares it with its checksums; the next time the next one. Generated from the inventory; edit that, then npm run gen.
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
  report check 'repository="restic-usb"' rackbook-check-restic-usb "$code" "$start" "$more"
  exit "$code"
}
need_mount /mnt/usb-ssd || { code=$?; ended; }
open restic-usb || { code=$?; ended; }

mkdir -p "$state/check" || { code=1; ended; }
last=$(cat "$state/check/restic-usb" 2>/dev/null || echo 0)
case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac
part=$((last % 8 + 1))
say "Reading part $part of 8."
alone restic-usb patient restic-usb check --read-data-subset "$part/8" || code=$?
if [ "$code" -eq 0 ]; then echo "$part" >"$state/check/restic-usb" || code=1; fi
more=$(
  echo '# HELP rackbook_check_part Part of the data that was read last.'
  echo '# TYPE rackbook_check_part gauge'
  echo "rackbook_check_part{repository=\"restic-usb\"} $part"
)
ended

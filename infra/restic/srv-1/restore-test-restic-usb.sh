#!/bin/sh
# Restores one of 6 paths of restic-usb for trial; the next time the next one. Generated from the inventory; edit that, then npm run gen.
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
  report restore-test 'repository="restic-usb"' rackbook-restore-test-restic-usb "$code" "$start" "$more"
  exit "$code"
}
need_mount /mnt/usb-ssd || { code=$?; ended; }
open restic-usb || { code=$?; ended; }

trial=$state/restore-test
mkdir -p "$trial" || { code=1; ended; }
last=$(cat "$trial/restic-usb.last" 2>/dev/null || echo 0)
case $last in *[!0-9]* | "") last=0 ;; esac
number=$((last % 6 + 1))
case $number in
  1) set -- /etc --tag appdata --host srv-1 --include /etc ;;
  2) set -- /etc/proxmox-backup --tag appdata --host srv-1 --include /etc/proxmox-backup ;;
  3) set -- /srv/crowdsec/etc --tag appdata --host srv-1 --include /srv/crowdsec/etc ;;
  4) set -- /srv/grafana --tag appdata --host srv-1 --include /srv/grafana ;;
  5) set -- /srv/semaphore --tag appdata --host srv-1 --include /srv/semaphore ;;
  6) set -- /srv/traefik/acme --tag appdata --host srv-1 --include /srv/traefik/acme ;;
  *) fault "Nothing is copied there, so nothing can be restored."; code=1; ended ;;
esac
path=$1
shift
say "Restoring $path."
# What a killed run left takes room.
rm -rf "$trial/restored-restic-usb".*
target=$(mktemp -d "$trial/restored-restic-usb.XXXXXX") || { code=1; ended; }
trap 'rm -rf "$target"' EXIT
trap 'exit 143' TERM INT HUP
room=$(df --output=avail --block-size=1 "$trial" | tail -n 1)
size=$(./restic-usb.sh stats --no-lock --json --mode restore-size "$1" "$2" "$3" "$4" latest | number total_size)
if [ "${size:-0}" -ge "$room" ]; then
  fault "A trial needs up to $size bytes, and $room are free below $trial."
  code=1
  ended
fi
alone restic-usb ./restic-usb.sh restore latest --retry-lock 2h "$@" --target "$target" --verify || code=$?
bytes=$(du --bytes --summarize "$target" | cut -f 1)
if [ "$code" -eq 0 ] && ! [ -e "$target$path" ]; then
  fault "$path was not in the last backup."
  code=1
fi
if [ "$code" -eq 0 ]; then echo "$number" >"$trial/restic-usb.last" || code=1; fi
more=$(
  echo '# HELP rackbook_restore_test_bytes What the last trial restored.'
  echo '# TYPE rackbook_restore_test_bytes gauge'
  echo "rackbook_restore_test_bytes{repository=\"restic-usb\"} $bytes"
)
ended

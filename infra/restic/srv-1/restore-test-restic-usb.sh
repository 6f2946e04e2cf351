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
case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac
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
# What restic would restore: things, files among them, their bytes. Quotes in names are escaped in JSON, and match nothing here.
wanted=$(./restic-usb.sh ls --no-lock --json --recursive "$1" "$2" "$3" "$4" latest -- "$path" | awk '
  /"struct_type":"node"/ { things++ }
  /"struct_type":"node"/ && /"type":"file"/ { files++; if (match($0, /"size":[0-9]+/)) bytes += substr($0, RSTART + 7, RLENGTH - 7) }
  END { printf "%d %d %.0f", things, files, bytes }')
things=${wanted%% *} size=${wanted##* } files=${wanted#* }
files=${files%% *}
if [ "$things" -eq 0 ]; then
  fault "$path was not in the last backup."
  code=1
  ended
fi
if [ "$size" -ge "$room" ]; then
  fault "A trial needs $size bytes, and $room are free below $trial."
  code=1
  ended
fi
begun=$(date +%s)
alone restic-usb patient restic-usb restore latest "$@" --target "$target" --verify || code=$?
took=$(($(date +%s) - begun))
bytes=$(du --bytes --summarize "$target" | cut -f 1)
came=$(find "$target$path" -type f -printf . | wc -c)
if [ "$code" -eq 0 ] && [ "$came" -ne "$files" ]; then
  fault "$came of $files files came back."
  code=1
fi
if [ "$code" -eq 0 ]; then echo "$number" >"$trial/restic-usb.last" || code=1; fi
more=$(
  echo '# HELP rackbook_restore_test_bytes What the last trial restored.'
  echo '# TYPE rackbook_restore_test_bytes gauge'
  echo "rackbook_restore_test_bytes{repository=\"restic-usb\"} $bytes"
  echo '# HELP rackbook_restore_test_seconds How long the last trial took to restore that.'
  echo '# TYPE rackbook_restore_test_seconds gauge'
  echo "rackbook_restore_test_seconds{repository=\"restic-usb\"} $took"
)
ended

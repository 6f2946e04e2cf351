#!/bin/sh
# Copies what the policy appdata asks for on srv-1. Generated from the inventory; edit that, then npm run gen.
# Run it as root; the timer does.
# shellcheck disable=SC2016,SC2317
set -u
# Snapshots are mounted over the folders that they are of, for this job alone.
case ${1:-} in
  apart | after) ;;
  *) exec unshare --mount --propagation private -- "$0" apart ;;
esac
cd "$(dirname "$(readlink -f "$0")")" || exit 1
# shellcheck source=job.sh
. ./job.sh

start_again() { :; }

# whole <folder...>: a snapshot of Btrfs has an empty folder, inode 2, in the place of each subvolume inside it.
whole() {
  for folder; do
    shift
    [ ! -e "$folder" ] || set -- "$@" "$folder"
  done
  [ $# -gt 0 ] || return 0
  inner=$(find "$@" -xdev -name .snapshots -prune -o -type d -inum 2 -print -quit) && [ -z "$inner" ] && return 0
  [ -z "$inner" ] || fault "$inner is a subvolume of its own, which would be missing from the copy."
  return 1
}
mounted_0=0
freeze_0() {
  install -d -m 0700 /srv/.snapshots &&
  btrfs subvolume snapshot -r /srv /srv/.snapshots/rackbook-now-appdata >/dev/null &&
  whole /srv/.snapshots/rackbook-now-appdata/crowdsec/etc /srv/.snapshots/rackbook-now-appdata/grafana /srv/.snapshots/rackbook-now-appdata/semaphore /srv/.snapshots/rackbook-now-appdata/traefik/acme &&
  mount --bind /srv/.snapshots/rackbook-now-appdata /srv &&
  mounted_0=1
}
# Takes away the snapshots of this run, or of one that was killed, whose mounts went with it.
thaw() {
  if [ "$mounted_0" -eq 1 ]; then umount /srv || worse 1; mounted_0=0; fi
  [ ! -e /srv/.snapshots/rackbook-now-appdata ] || btrfs subvolume delete /srv/.snapshots/rackbook-now-appdata >/dev/null || worse 1
}

# One run of a policy at a time. What was killed is put right, unless another run is at it, which does that itself.
once backup-appdata "${1:-}"
put_right() {
  ended=$?
  trap - EXIT
  [ "$ended" -eq 0 ] || worst=$ended
  start_again
  thaw
  exit "$worst"
}
trap put_right EXIT
[ "${1:-}" != after ] || exit 0
trap 'exit 143' TERM INT HUP

start=$(date +%s)
ready=
# prepare <repository> [mount]
prepare() {
  code=0
  if [ $# -gt 1 ]; then need_mount "$2" || code=$?; fi
  if [ "$code" -eq 0 ]; then open "$1" || code=$?; fi
  # Others are waited for here, where nothing stands still yet.
  if [ "$code" -eq 0 ]; then alone "$1" patient "$1" snapshots --quiet --latest 1 >/dev/null || code=$?; fi
  if [ "$code" -eq 0 ]; then ready="$ready $1"; return; fi
  explain "$code" "$1"
  report backup "policy=\"appdata\",repository=\"$1\"" "rackbook-backup-appdata-$1" "$code" "$start"
  worse "$code"
}
prepare restic-usb /mnt/usb-ssd
[ -n "$ready" ] || exit "$worst"

# What a run left that was killed.
thaw
freeze_0 || { fault 'No snapshot of /srv: it is copied while it changes.'; worse 1; }

# copy <repository>
copy() {
  alone "$1" patient "$1" backup --tag appdata --host srv-1 --files-from-verbatim appdata.files --exclude-file appdata.excludes
}
lacking=0
all_there appdata.files || lacking=$?
for repository in $ready; do
  start=$(date +%s)
  code=0
  copy "$repository" || code=$?
  if [ "$code" -eq 0 ]; then code=$lacking; fi
  explain "$code" "$repository"
  more=$(
    echo '# HELP rackbook_backup_rpo_seconds Most that may be lost, as promised.'
    echo '# TYPE rackbook_backup_rpo_seconds gauge'
    echo "rackbook_backup_rpo_seconds{policy=\"appdata\",repository=\"$repository\"} 86400"
    if [ "$code" -eq 0 ]; then
      summary=$("./$repository.sh" snapshots --no-lock --json --tag appdata --host srv-1 latest 2>/dev/null)
      for name in bytes files; do
        value=$(echo "$summary" | number "total_${name}_processed")
        [ -n "$value" ] || continue
        echo "# HELP rackbook_backup_$name What the last backup holds, in $name."
        echo "# TYPE rackbook_backup_$name gauge"
        echo "rackbook_backup_$name{policy=\"appdata\",repository=\"$repository\"} $value"
      done
    fi
  )
  report backup "policy=\"appdata\",repository=\"$repository\"" "rackbook-backup-appdata-$repository" "$code" "$start" "$more"
  worse "$code"
done
exit "$worst"

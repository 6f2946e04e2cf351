# shellcheck shell=sh
# Reads a file system of ZFS as it was at one moment.
# Read by the script that freezes file systems for a backup; never started. `now` is the name of the snapshot.

: "${now:?}"

# freeze_sanoid <mount> <dataset>
freeze_sanoid() { zfs snapshot "$2@$now" && mount --bind "${1%/}/.zfs/snapshot/$now" "$1"; }
thaw_sanoid() { ! zfs list -t snapshot "$2@$now" >/dev/null 2>&1 || zfs destroy "$2@$now"; }

# shellcheck shell=sh
# Reads a logical volume as it was at one moment.
# Read by the script that freezes file systems for a backup; never started. `now` is the name of the snapshot.

: "${now:?}"

# freeze_lvm <mount> <group> <volume>: several volumes of a group may be read in one job.
freeze_lvm() {
  lvcreate --quiet --snapshot --extents 10%ORIGIN --name "$3-$now" "$2/$3" >/dev/null &&
    { mount --options ro "/dev/$2/$3-$now" "$1" || mount --options ro,nouuid "/dev/$2/$3-$now" "$1"; }
}
thaw_lvm() { [ ! -e "/dev/$2/$3-$now" ] || lvremove --quiet --yes "$2/$3-$now" >/dev/null; }

# shellcheck shell=sh
# Snapshots in the place of the folders that they are of, for one job alone: paths stay what they are, and nothing in them changes any more.
# Read by backup.sh, which runs in a mount namespace of its own then; never started. A record is: tool, mount, and what the tool asks for.

: "${policy:?}"
# Of the jobs of this policy, and of nothing else: two policies may run at the same time.
now=rackbook-now-$policy
frozen=0
count_frozen() { frozen=$((frozen + 1)); }
each_frozen count_frozen

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

# freeze_btrbk <mount> <path that is copied...>
freeze_btrbk() {
  at=$1 base=${1%/}
  shift
  # Paths as they are inside the snapshot.
  for path; do
    shift
    set -- "$@" "$base/.snapshots/$now${path#"$base"}"
  done
  install -d -m 0700 "$base/.snapshots" &&
    btrfs subvolume snapshot -r "$at" "$base/.snapshots/$now" >/dev/null &&
    whole "$@" &&
    mount --bind "$base/.snapshots/$now" "$at"
}
thaw_btrbk() {
  [ ! -e "${1%/}/.snapshots/$now" ] || btrfs subvolume delete "${1%/}/.snapshots/$now" >/dev/null
}

# freeze_sanoid <mount> <dataset>
freeze_sanoid() { zfs snapshot "$2@$now" && mount --bind "${1%/}/.zfs/snapshot/$now" "$1"; }
thaw_sanoid() { ! zfs list -t snapshot "$2@$now" >/dev/null 2>&1 || zfs destroy "$2@$now"; }

# freeze_lvm <mount> <group> <volume>: several volumes of a group may be read in one job.
freeze_lvm() {
  lvcreate --quiet --snapshot --extents 10%ORIGIN --name "$3-$now" "$2/$3" >/dev/null &&
    { mount --options ro "/dev/$2/$3-$now" "$1" || mount --options ro,nouuid "/dev/$2/$3-$now" "$1"; }
}
thaw_lvm() { [ ! -e "/dev/$2/$3-$now" ] || lvremove --quiet --yes "$2/$3-$now" >/dev/null; }

mounted=
# freeze_one <tool> <mount> [more...]
freeze_one() {
  nth=$((nth + 1))
  tool=$1
  shift
  if "freeze_$tool" "$@"; then
    mounted="$mounted $nth "
  else
    fault "No snapshot of $1: it is copied while it changes."
    worse 1
  fi
}
freeze() {
  # What a run left that was killed.
  thaw
  nth=0
  each_frozen freeze_one
}

thaw_one() {
  nth=$((nth + 1))
  tool=$1
  shift
  case $mounted in *" $nth "*) umount "$1" || worse 1 ;; esac
  "thaw_$tool" "$@" || worse 1
}
# Takes away the snapshots of this run, or of one that was killed, whose mounts went with it.
thaw() {
  nth=0
  each_frozen thaw_one
  mounted=
}

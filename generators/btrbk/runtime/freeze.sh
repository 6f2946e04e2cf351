# shellcheck shell=sh
# Reads a file system of Btrfs as it was at one moment.
# Read by the script that freezes file systems for a backup; never started. `now` is the name of the snapshot.

: "${now:?}"

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

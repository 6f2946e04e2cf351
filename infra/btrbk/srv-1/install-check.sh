# shellcheck shell=sh
# What snapshots of Btrfs need before their units are installed. Read by install.sh, which defines `fault`; never started.

# see_subvolume <path>: Btrfs gives the root of every subvolume the number 256.
see_subvolume() {
  at=$(stat --file-system --format=%T -- "$1" 2>/dev/null) || at=
  number=$(stat --format=%i -- "$1" 2>/dev/null) || number=
  [ "$at $number" = "btrfs 256" ] || fault "$1 is no subvolume of Btrfs."
}
each_subvolume see_subvolume

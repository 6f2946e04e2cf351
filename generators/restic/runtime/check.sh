#!/bin/sh
# Reads one part of the data of a repository and compares it with its checksums; the next time the next one. A part counts as read only when it
# was well. Settings have the name of this script. Run it as root; the timer does.
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
name=${self##*/}
# shellcheck source=/dev/null
. "./${name%.sh}.settings"
: "${parts:?}"
kind=check
# shellcheck source=upkeep.sh
. ./upkeep.sh

mkdir -p "$state/check" || fail 1
last=$(cat "$state/check/$repository" 2>/dev/null || echo 0)
case $last in *[!0-9]* | "" | 0?*) last=0 ;; esac
part=$((last % parts + 1))
say "Reading part $part of $parts."
alone "$repository" patient "$repository" check --read-data-subset "$part/$parts" || code=$?
if [ "$code" -eq 0 ]; then echo "$part" >"$state/check/$repository" || code=1; fi
more=$(metric rackbook_check_part 'Part of the data that was read last.' "repository=\"$repository\"" "$part")
ended

#!/bin/sh
# Gives Debian's sanoid the configuration beside this script and starts its own timer, which does the rest. It can be run again at any time. Run it as
# root on the machine itself. Nothing is changed where something is missing. --remove stops the timer and takes the configuration away again, if it
# was generated; snapshots stay.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
case ${1:-} in
  '' | --remove) ;;
  *)
    echo "install.sh [--remove]" >&2
    exit 2
    ;;
esac
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./install.settings
: "${units:?}" "${tells?}" "${mark:?}"
target=/etc/sanoid/sanoid.conf
ours() { head -n 1 "$target" | grep -qF "$mark"; }

if [ "${1:-}" = --remove ]; then
  systemctl disable --now sanoid.timer
  if [ -s "$target" ] && ours; then rm "$target"; fi
  for name in sanoid sanoid-prune; do rm -f "$units/$name.service.d/rackbook.conf"; done
  systemctl daemon-reload
  exit 0
fi

missing=0
fault() {
  echo "$1" >&2
  missing=1
}
command -v sanoid >/dev/null || fault "There is no sanoid. To install it: apt-get install sanoid"
see_dataset() { zfs list "$1" >/dev/null 2>&1 || fault "There is no dataset $1."; }
each_dataset see_dataset
if [ -s "$target" ] && ! ours; then
  fault "$target was not generated. Put what it says into the inventory, then move it away."
fi
if [ "$missing" -ne 0 ]; then
  echo "Nothing was installed." >&2
  exit 1
fi

mkdir -p /etc/sanoid
install -m 0644 sanoid.conf "$target"
# The units of the package report a failure where this machine has a unit for that.
if [ -n "$tells" ]; then
  for name in sanoid sanoid-prune; do
    mkdir -p "$units/$name.service.d"
    printf '[Unit]\nOnFailure=%s\n' "$tells" >"$units/$name.service.d/rackbook.conf"
  done
  systemctl daemon-reload
fi
systemctl enable --now sanoid.timer

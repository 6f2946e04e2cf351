#!/bin/sh
# Loads the firewall beside it, rackbook.nft, and takes it back after a minute unless Enter is pressed: a mistake locks no one out. --keep does not
# ask. Run it as root on the machine itself.
set -eu
case ${1:-} in
  '' | --keep) ;;
  *)
    echo "apply.sh [--keep]" >&2
    exit 2
    ;;
esac
# Seconds in which the operator has to say that the machine can still be reached.
patience=60
self=$(readlink -f "$0")
cd "${self%/*}"
nft --check --file rackbook.nft
before=$(mktemp)
{
  printf 'table inet rackbook\ndelete table inet rackbook\n'
  nft list table inet rackbook 2>/dev/null || true
} >"$before"
nft --file rackbook.nft
if [ "${1:-}" = --keep ]; then
  rm -f "$before"
  exit 0
fi
# Goes on when the connection is lost.
(
  trap '' HUP
  sleep "$patience"
  if [ -e "$before" ]; then
    nft --file "$before"
    rm -f "$before"
  fi
) </dev/null >/dev/null 2>&1 &
echo "Loaded for $patience seconds. Open a second connection to this machine; when that works, press Enter here."
read -r _
if rm "$before" 2>/dev/null; then
  echo "Kept."
else
  echo "Too late: the rules of before are back." >&2
  exit 1
fi

#!/bin/sh
# Lets the files beside it take effect, which lie in the folder of systemd-networkd already: apply.sh [--undo]. What ifupdown has to say of the same
# interfaces is taken out of its files first, and kept. VLANs that earlier files made and that are in none any more are deleted. --undo gives
# ifupdown back what it had, and the interfaces to it. It can be run again at any time, and goes on when the connection is cut. Run it as root on the
# machine itself.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
case ${1:-} in
  '' | --undo) ;;
  *)
    echo "apply.sh [--undo]" >&2
    exit 2
    ;;
esac
trap '' HUP
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./apply.settings
: "${networkd:?}" "${ifupdown:?}" "${state:?}"
# VLANs that were made here, a name in each line; and files of ifupdown as they were before.
made=$state/networkd-vlans
kept=$state/interfaces-before

links=
note_link() { links="$links $1"; }
each_link note_link
vlans=
note_vlan() { vlans="$vlans $1"; }
each_vlan note_vlan

# delete_vlans: those that were made here and are not among $vlans.
delete_vlans() {
  [ -e "$made" ] || return 0
  while read -r name; do
    case "$vlans " in *" $name "*) continue ;; esac
    [ ! -e "/sys/class/net/$name" ] || networkctl delete "$name"
  done <"$made"
}

if [ "${1:-}" = --undo ]; then
  code=0
  for file in *.network *.netdev; do rm -f "$networkd/$file"; done
  vlans=
  delete_vlans
  networkctl reload
  rm -f "$made"
  if [ -d "$kept" ]; then
    cp --archive "$kept/." "$ifupdown/"
    rm -r "$kept"
    for link in $links; do ifup "$link" || code=1; done
  fi
  exit "$code"
fi

missing=0
fault() {
  echo "$1" >&2
  missing=1
}
for file in *.network *.netdev; do
  if [ -e "$file" ] && ! cmp -s "$file" "$networkd/$file"; then fault "$networkd/$file is not the file beside this script. Put that there."; fi
done
# It would take the interfaces away again.
if systemctl is-active --quiet NetworkManager; then fault "NetworkManager runs here, and sets up interfaces too. Stop and disable it."; fi
if [ "$missing" -ne 0 ]; then
  echo "Nothing was changed." >&2
  exit 1
fi
mkdir -p "$state"

# others <file>: what it says of interfaces that are not ours; ends with 3 where it says something of ours, and a VLAN or an alias of ours is ours.
others() {
  awk -v links="$links" '
    function ours(name) { sub(/[.:].*/, "", name); return name in own }
    BEGIN { count = split(links, list, " "); for (i = 1; i <= count; i++) own[list[i]] = 1 }
    /^[ \t]*(#|$)/ { print; next }
    $1 ~ /^(iface|mapping|source|source-directory|template|rename|auto|no-auto-down|no-scripts|allow-.*)$/ { left_out = 0 }
    $1 == "iface" || $1 == "mapping" { left_out = ours($2) }
    $1 ~ /^(auto|no-auto-down|no-scripts|allow-.*)$/ {
      rest = ""
      gone = 0
      for (i = 2; i <= NF; i++) if (ours($i)) gone = 1; else rest = rest " " $i
      if (!gone) print
      else if (rest != "") print $1 rest
      if (gone) any = 1
      next
    }
    left_out { any = 1; next }
    { print }
    END { exit any ? 3 : 0 }
  ' "$1"
}
# give_up <file below the folder of ifupdown>
give_up() {
  file=$ifupdown/$1
  [ -f "$file" ] || return 0
  part=$state/interfaces.part
  if others "$file" >"$part"; then
    rm -f "$part"
    return 0
  fi
  # While its files still say what to end: the client that asks for addresses, for one.
  for link in $links; do ifdown "$link" || true; done
  mkdir -p "$kept"
  case $1 in */*) mkdir -p "$kept/${1%/*}" ;; esac
  [ -e "$kept/$1" ] || cp --archive "$file" "$kept/$1"
  cat "$part" >"$file"
  rm -f "$part"
}
give_up interfaces
for file in "$ifupdown"/interfaces.d/*; do give_up "interfaces.d/${file##*/}"; done

systemctl enable --now systemd-networkd.service
networkctl reload
delete_vlans
for name in $vlans; do echo "$name"; done >"$made"

# takes <interface> <file>: a file of another name may come before ours.
takes() {
  tries=0
  until networkctl status --no-pager "$1" 2>/dev/null | grep -qF "$networkd/$2"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 30 ]; then
      fault "$1 does not take its settings from $networkd/$2: networkctl status $1 says from where."
      return 0
    fi
    sleep 1
  done
}
each_link takes
each_vlan takes
exit "$missing"

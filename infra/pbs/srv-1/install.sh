#!/bin/sh
# Puts the units beside it in place, as install.settings names them, and starts the timers among them. It can be run again at any time.
# Run it as root on the machine itself. A unit that does not say that it was generated is not ours: it is neither replaced nor removed.
# Nothing is changed where something is missing. --remove takes the units away again, and nothing else.
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
: "${units:?}"

# Ours say so in their first line.
ours() { head -n 1 "$1" | grep -q '^# Generated from the inventory'; }
# take_away <prefix>: units that are no longer generated.
take_away() {
  for unit in "$units/$1"*; do
    name=${unit##*/}
    if [ -f "$unit" ] && ! { [ -e "$name" ] && [ -z "$removing" ]; } && ours "$unit"; then
      systemctl disable --now "$name" 2>/dev/null || true
      rm -f "$unit"
    fi
  done
}
removing=${1:-}
if [ -n "$removing" ]; then
  each_prefix take_away
  each_unit take_away
  systemctl daemon-reload
  exit 0
fi

missing=0
fault() {
  printf '%s\n' "$1" >&2
  missing=1
}

see_unit() {
  if ! [ -f "$1" ]; then fault "There is no $1 beside this script."; fi
  if [ -e "$units/$1" ] && ! ours "$units/$1"; then fault "$units/$1 is not ours. Move it away, or unmask it."; fi
}
each_unit see_unit
# see_program <name> <package>
see_program() { command -v "$1" >/dev/null || fault "There is no $1. To install it: apt-get install $2"; }
each_program see_program
# What the system itself asks for; it calls fault.
# shellcheck source=/dev/null
if [ -e ./install-check.sh ]; then . ./install-check.sh; fi
if [ "$missing" -ne 0 ]; then
  echo "Nothing was installed." >&2
  exit 1
fi

# make_folder <path> [mode]: without a mode it stays what it is.
make_folder() { if [ $# -gt 1 ]; then install -d -m "$2" "$1"; else mkdir -p "$1"; fi; }
each_folder make_folder
put() { install -m 0644 "$1" "$units/"; }
each_unit put
each_prefix take_away
systemctl daemon-reload
start_timer() { case $1 in *.timer) systemctl enable --now "$1" ;; esac; }
each_unit start_timer

#!/bin/sh
# Makes the datastores of this Proxmox Backup Server, and what prunes and verifies them, what apply.settings says. It can be run again. Run it as root on
# the server itself.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./apply.settings

# datastore <name> <folder> <where its disk is mounted> <when its space is freed>
datastore() {
  if ! mountpoint -q -- "$3"; then
    echo "Nothing is mounted at $3. Nothing of $1 was changed." >&2
    exit 1
  fi
  if found=$(proxmox-backup-manager datastore show "$1" --output-format json 2>/dev/null); then
    case $found in
      *"\"path\":\"$2\""*) proxmox-backup-manager datastore update "$1" --gc-schedule "$4" ;;
      *)
        echo "The datastore $1 is there, in another folder than $2. Take its entry away by hand, which deletes no backup:" >&2
        echo "proxmox-backup-manager datastore remove $1" >&2
        exit 1
        ;;
    esac
  elif [ -d "$2/.chunks" ]; then
    proxmox-backup-manager datastore create "$1" "$2" --gc-schedule "$4" --reuse-datastore true
  else
    proxmox-backup-manager datastore create "$1" "$2" --gc-schedule "$4"
  fi
}

# job <kind> <id> <options that it must not have> <option>...
job() {
  kind=$1 id=$2 unset=$3
  shift 3
  if proxmox-backup-manager "$kind" show "$id" >/dev/null 2>&1; then
    for option in $unset; do set -- "$@" --delete "$option"; done
    proxmox-backup-manager "$kind" update "$id" "$@"
  else
    proxmox-backup-manager "$kind" create "$id" "$@"
  fi
}

steps=0
step() {
  steps=$((steps + 1))
  case $1 in
    datastore | job) "$@" ;;
    *)
      echo "$1 is no step that this script knows." >&2
      exit 1
      ;;
  esac
}
each_step step
if [ "$steps" -eq 0 ]; then
  echo "No datastore is declared. Nothing was done." >&2
  exit 1
fi

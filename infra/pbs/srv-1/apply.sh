#!/bin/sh
# Makes the datastores of srv-1, and what prunes and verifies them, what the inventory says. It can be run again.
# Generated from the inventory; run it as root on the Proxmox Backup Server itself.
set -eu

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

# job <kind> <id> <options that it shall not have> <option>…
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

datastore usb-ssd /mnt/usb-ssd/pbs /mnt/usb-ssd 'sun 04:00'
job prune-job rackbook-pbs-usb 'keep-hourly keep-yearly' --store usb-ssd --schedule 'sun 04:00' --keep-last 4 --keep-daily 14 --keep-weekly 8 --keep-monthly 6
job verify-job rackbook-pbs-usb '' --store usb-ssd --schedule 'wed 04:00' --ignore-verified true --outdated-after 30

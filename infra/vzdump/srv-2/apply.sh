#!/bin/sh
# Makes the backup jobs of this Proxmox host and the storages that they write to what apply.settings says. It can be run again. What is ours by its
# name and not declared for any host of the lab is deleted, and nothing else. --remove deletes the jobs of this host; storages stay. Run it as root on
# the host itself; generators/vzdump/README.md says what it reads there.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
case ${1:-} in
  '' | --remove) ;;
  *)
    echo "apply.sh [--remove]" >&2
    exit 2
    ;;
esac
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./apply.settings
: "${prefix:?}" "${keep:?}"

if [ "${1:-}" = --remove ]; then
  # delete_job <id> <option>...
  delete_job() { ! pvesh get "/cluster/backup/$1" >/dev/null 2>&1 || pvesh delete "/cluster/backup/$1"; }
  each_job delete_job
  exit 0
fi

# storage <id> <server> <port> <datastore> <encrypted or plain>
storage() {
  file=/etc/rackbook/pbs/$1.env
  if ! [ -r "$file" ]; then
    echo "There is no file $file, which says how to log in to the backup server. Nothing of $1 was changed." >&2
    exit 1
  fi
  user=$(sed -n 's/^PBS_USER=//p' "$file")
  fingerprint=$(sed -n 's/^PBS_FINGERPRINT=//p' "$file")
  password=$(sed -n 's/^PBS_PASSWORD_FILE=//p' "$file")
  if [ -z "$user" ] || [ -z "$fingerprint" ] || ! [ -r "$password" ]; then
    echo "$file does not have PBS_USER, PBS_FINGERPRINT and a PBS_PASSWORD_FILE that is there." >&2
    exit 1
  fi
  if found=$(pvesh get "/storage/$1" --output-format json 2>/dev/null); then
    case $found in
      *"\"datastore\":\"$4\""*"\"server\":\"$2\""* | *"\"server\":\"$2\""*"\"datastore\":\"$4\""*) ;;
      *)
        echo "The storage $1 is there and leads elsewhere. Take it away by hand, which deletes no backup: pvesm remove $1" >&2
        exit 1
        ;;
    esac
  else
    # Off until its password is in place: that is never an argument, which every user of the host could read.
    pvesm add pbs "$1" --server "$2" --datastore "$4" --disable 1
  fi
  mkdir -p /etc/pve/priv/storage
  cat "$password" >"/etc/pve/priv/storage/$1.pw"
  if [ "$5" = encrypted ] && ! [ -s "/etc/pve/priv/storage/$1.enc" ]; then
    echo "$1 is to be encrypted and has no key. Make one, and keep a copy on paper: pvesm set $1 --encryption-key autogen" >&2
    exit 1
  fi
  pvesm set "$1" --port "$3" --username "$user" --fingerprint "$fingerprint" --content backup --prune-backups "$keep" --disable 0
}
each_storage storage

# job <id> <option>...
jobs=0
job() {
  jobs=$((jobs + 1))
  id=$1
  shift
  if pvesh get "/cluster/backup/$id" >/dev/null 2>&1; then
    pvesh set "/cluster/backup/$id" "$@"
  else
    pvesh create /cluster/backup --id "$id" "$@"
  fi
}
each_job job
if [ "$jobs" -eq 0 ]; then
  echo "No job is declared for this host. Nothing was done." >&2
  exit 1
fi

# What is ours by its name and no longer declared.
declared=
note() { declared="$declared $1"; }
each_declared note
there=$(pvesh get /cluster/backup --output-format json)
printf '%s\n' "$there" | tr ',{}[]' '\n' | sed -n "s/^ *\"id\" *: *\"\\(${prefix}[a-z0-9-]*\\)\" *\$/\\1/p" | while read -r id; do
  case "$declared " in
    *" $id "*) ;;
    *) pvesh delete "/cluster/backup/$id" ;;
  esac
done

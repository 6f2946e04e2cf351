#!/bin/sh
# Makes the users, tokens and rights of this Proxmox Backup Server what access.settings says. It can be run again. Users that begin with our prefix and are
# not declared are deleted, and so are rights of ours; nothing else is. Run it as root on the server itself; generators/pbs/README.md says where the
# secrets are afterwards.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
umask 077
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./access.settings
: "${prefix:?}"
secrets=/etc/rackbook/pbs/tokens

# field <name> <object>: a text or a number of an object without others inside.
field() { printf '%s\n' "$2" | sed -n "s/.*\"$1\" *: *\"\\{0,1\\}\\([^\",]*\\).*/\\1/p"; }
# fields <name>...: these of each object of a list, in one line each.
fields() {
  tr -d '\n' | tr '}' '\n' | while read -r object; do
    line=
    for name in "$@"; do line="$line$(field "$name" "$object") "; done
    printf '%s\n' "${line% }"
  done
}
# there <list> <line>
there() { printf '%s\n' "$1" | grep -qxF -e "$2"; }
manager=proxmox-backup-manager
users_before=$($manager user list --output-format json | fields userid)
rights_before=$($manager acl list --output-format json | fields path roleid ugid)

# token <user> <name>: its secret is shown once, and goes into a file that root alone can read.
token() {
  file=$secrets/$2.token
  there "$users_before" "$1" || $manager user create "$1" --comment "Rackbook, $2"
  if there "$($manager user list-tokens "$1" --output-format json | fields tokenid)" "$1!$2"; then
    if ! [ -s "$file" ]; then
      echo "The token $1!$2 is there and its secret is not in $file. For a new one: $manager user delete-token $1 $2, then run this again." >&2
      exit 1
    fi
    return
  fi
  mkdir -p "$secrets"
  made=$($manager user generate-token "$1" "$2" | tr -d '\n')
  field value "$made" >"$file.new"
  mv -- "$file.new" "$file"
  echo "$1!$2 has a new secret, in $file."
}
each_token token

# right <path> <role> <user or token>
right() { there "$rights_before" "$*" || $manager acl update "$1" "$2" --auth-id "$3"; }
each_right right

# Rights of ours that are not declared, then users.
whole() { printf '%s\n' "$*"; }
first() { printf '%s\n' "$1"; }
rights=$(each_right whole)
printf '%s\n' "$rights_before" | while read -r path role id; do
  case $id in
    "$prefix"*) there "$rights" "$path $role $id" || $manager acl update "$path" "$role" --auth-id "$id" --delete true ;;
  esac
done
users=$(each_token first)
printf '%s\n' "$users_before" | while read -r user; do
  case $user in
    "$prefix"*) there "$users" "$user" || $manager user remove "$user" ;;
  esac
done

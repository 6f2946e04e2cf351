#!/bin/sh
# Makes what only root may make in this cluster of Proxmox VE what apply.settings says: users with a token for each tool, their roles and rights, the pool
# of the guests, PCI mappings, and devices of containers. It can be run again. Users, roles and rights that begin with our prefix and are not declared are
# deleted, and nothing else. Run it as root on one node; generators/proxmox/README.md says where the tokens are afterwards.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
umask 077
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./apply.settings
: "${prefix:?}"
secrets=/etc/rackbook/proxmox

# A list of objects as JSON, each on a line of its own; no value of ours has a brace in it.
objects() { tr -d '\n' | tr '}' '\n'; }
# field <name> <object>
field() { printf '%s\n' "$2" | sed -n "s/.*\"$1\" *: *\"\\{0,1\\}\\([^\",]*\\).*/\\1/p"; }
# fields <name>...: these of each object on the input, in one line each.
fields() {
  objects | while read -r object; do
    line=
    for name in "$@"; do line="$line$(field "$name" "$object") "; done
    printf '%s\n' "${line% }"
  done
}
# there <list> <line>
there() { printf '%s\n' "$1" | grep -qxF -e "$2"; }

# pool <id> [<guest that was there before>...]
pool() {
  there "$(pvesh get /pools --output-format json | fields poolid)" "$1" || pvesh create /pools --poolid "$1" --comment 'Guests of the lab, made by Terraform'
  id=$1
  shift
  [ $# -gt 0 ] || return 0
  members=$(pvesh get /cluster/resources --type vm --output-format json | fields vmid pool)
  for vmid in "$@"; do
    # One that is in another pool stays there: this says so and ends. One that is not there yet is for a later run.
    if there "$members" "$vmid $id" || ! printf '%s\n' "$members" | grep -q "^$vmid\\( \\|\$\\)"; then continue; fi
    pvesh set /pools --poolid "$id" --vms "$vmid"
  done
}
each_pool pool

# mapping <id> <device>
mapping() {
  if pvesh get "/cluster/mapping/pci/$1" --output-format json >/dev/null 2>&1; then
    pvesh set "/cluster/mapping/pci/$1" --map "$2"
  else
    pvesh create /cluster/mapping/pci --id "$1" --map "$2"
  fi
}
each_mapping mapping

# role <id> <privileges>
roles_json=$(pvesh get /access/roles --output-format json)
roles_before=$(printf '%s\n' "$roles_json" | objects)
roles_known=$(printf '%s\n' "$roles_json" | fields roleid)
role() {
  if ! there "$roles_known" "$1"; then
    pvesh create /access/roles --roleid "$1" --privs "$2"
  elif ! printf '%s\n' "$roles_before" | grep -F -e "\"roleid\":\"$1\"" | grep -qF -e "\"privs\":\"$2\""; then
    pvesh set "/access/roles/$1" --privs "$2"
  fi
}
each_role role

# user <tool> <user>: it has no password, so only its token can log in.
users_before=$(pvesh get /access/users --output-format json | fields userid)
user() { there "$users_before" "$2" || pvesh create /access/users --userid "$2" --comment "Rackbook, $1"; }
each_tool user

# right <path> <role> <user> <whether also below>
rights_before=$(pvesh get /access/acl --output-format json | fields path roleid ugid propagate)
right() { there "$rights_before" "$*" || pvesh set /access/acl --path "$1" --roles "$2" --users "$3" --propagate "$4"; }
each_right right

# Rights of our users that are not declared, then users and roles.
first() { printf '%s\n' "$1"; }
second() { printf '%s\n' "$2"; }
# A right is known by path, role and user: whether it goes further down has been set above.
first_three() { printf '%s\n' "$1 $2 $3"; }
rights=$(each_right first_three)
printf '%s\n' "$rights_before" | while read -r path role user _; do
  case $user in
    "$prefix"*) there "$rights" "$path $role $user" || pvesh set /access/acl --path "$path" --roles "$role" --users "$user" --delete 1 ;;
  esac
done
tools=$(each_tool second)
printf '%s\n' "$users_before" | while read -r user; do
  case $user in
    "$prefix"*) there "$tools" "$user" || pvesh delete "/access/users/$user" ;;
  esac
done
roles=$(each_role first)
printf '%s\n' "$roles_known" | while read -r role; do
  case $role in
    "$prefix"*) there "$roles" "$role" || pvesh delete "/access/roles/$role" ;;
  esac
done

# token <tool> <user>: its secret is shown once, and goes into a file that root alone can read.
token() {
  file=$secrets/$1.token
  if there "$(pvesh get "/access/users/$2/token" --output-format json | fields tokenid)" rackbook; then
    if ! [ -s "$file" ]; then
      echo "The token of $2 is there and its secret is not in $file. For a new one: pvesh delete /access/users/$2/token/rackbook, then run this again." >&2
      exit 1
    fi
    return
  fi
  mkdir -p "$secrets"
  made=$(pvesh create "/access/users/$2/token/rackbook" --privsep 0 --output-format json | tr -d '\n')
  printf '%s!rackbook=%s\n' "$2" "$(field value "$made")" >"$file.new"
  mv -- "$file.new" "$file"
  echo "$2 has a new token, in $file."
}
each_tool token

# device <node> <container> <number> <device>
device() {
  if pvesh get "/nodes/$1/lxc/$2/config" --output-format json >/dev/null 2>&1; then
    pvesh set "/nodes/$1/lxc/$2/config" "--$3" "$4"
  else
    echo "There is no container $2 on $1 yet. Run this again when Terraform has made it: it is to have $4."
  fi
}
each_device device

#!/bin/sh
# Runs a playbook from where the machines of the lab can be reached: in-lab.sh <playbook>, or in-lab.sh --prepare to install what runs it.
# The settings beside it say how. By the environment come:
#   LAB_SSH_KEY      private key for the machines; without it, an agent that is there already
#   LAB_KNOWN_HOSTS  their public keys; without it, those that this user knows
#   LAB_PASSWORD     password of the store of secrets, if it has one
#   LAB_AGE_KEY      private key of the store of secrets, if it is kept by keys
#   LAB_VPN          configuration of a WireGuard peer, for a machine outside of the lab
#   lab_machine, lab_service, lab_snapshot, lab_report   parameters of the playbook; empty or "all" is as if it were not said
# Secrets lie in memory and in a folder that is this user's alone, and are gone when it ends.
set -eu
umask 077
self=$(readlink -f "$0")
here=${self%/*}
# shellcheck source=/dev/null
. "$here/in-lab.settings"
: "${folder:?}" "${packages:?}" "${ssh_variable:?}" "${password_option:?}" "${parameter_option:?}" "${key_variable:?}"
root=$(cd "$here/../.." && pwd)
venv=${RUNNER_TEMP:-$root/.rackbook}/in-lab
PATH=$venv/bin:$PATH
export PATH

prepare() {
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$root/$packages"
  cd "$root/$folder"
  each_preparation run
}
run() { "$@"; }

wanted=${1:?in-lab.sh <playbook>}
if [ "$wanted" = --prepare ]; then
  prepare
  exit 0
fi

command_of() {
  [ "$1" = "$wanted" ] || return 0
  shift
  found=yes
  printf '%s\n' "$@" >"$work/command"
}
work=$(mktemp -d)
agent=
tunnel=
finish() {
  code=$?
  trap - EXIT INT TERM
  [ -z "$tunnel" ] || as_root wg-quick down "$work/lab.conf" || code=1
  [ -z "$agent" ] || kill "$agent" 2>/dev/null || :
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

found=
each_playbook command_of
if [ -z "$found" ]; then
  echo "There is no playbook $wanted." >&2
  exit 2
fi

# One run at a time, also where the Git host starts several.
exec 9>"${LAB_LOCK:-$HOME/.rackbook-lab.lock}"
if ! flock -w "${LAB_LOCK_WAIT:-3600}" 9; then
  echo 'Another run is at work in the lab, and has been for too long.' >&2
  exit 75
fi

if [ -n "${LAB_VPN:-}" ]; then
  printf '%s\n' "$LAB_VPN" >"$work/lab.conf"
  tunnel=yes
  as_root wg-quick up "$work/lab.conf"
fi
if [ -n "${LAB_SSH_KEY:-}" ]; then
  # Left behind by a run that was killed, it must not hold the lock.
  eval "$(ssh-agent -s -a "$work/agent" 9>&-)" >/dev/null
  agent=$SSH_AGENT_PID
  printf '%s\n' "$LAB_SSH_KEY" | ssh-add -q -
fi
if [ -n "${LAB_KNOWN_HOSTS:-}" ]; then
  printf '%s\n' "$LAB_KNOWN_HOSTS" >"$work/known_hosts"
  export "$ssh_variable=-o UserKnownHostsFile=$work/known_hosts -o StrictHostKeyChecking=yes"
fi

set --
while IFS= read -r word; do set -- "$@" "$word"; done <"$work/command"
if [ -n "${LAB_PASSWORD:-}" ]; then
  printf '%s\n' "$LAB_PASSWORD" >"$work/password"
  set -- "$@" "$password_option" "$work/password"
fi
if [ -n "${LAB_AGE_KEY:-}" ]; then export "$key_variable=$LAB_AGE_KEY"; fi
for name in lab_machine lab_service lab_snapshot lab_report; do
  value=
  eval "value=\${$name:-}"
  case $value in
    '' | all) continue ;;
    # A space would begin a second variable.
    *[!A-Za-z0-9./:_-]*)
      echo "$name is no id, name or path: it may have letters, digits and ./:_- only." >&2
      exit 2
      ;;
  esac
  set -- "$@" "$parameter_option" "$name=$value"
done
unset LAB_SSH_KEY LAB_PASSWORD LAB_AGE_KEY LAB_VPN LAB_KNOWN_HOSTS

cd "$root/$folder"
# What it starts does not hold the lock longer than it does itself.
"$@" 9>&-

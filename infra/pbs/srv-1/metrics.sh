#!/bin/sh
# Leaves for Prometheus how old the newest finished backup of each guest is in the datastores that metrics.settings names; 0 for a guest without one. A
# backup is finished when its index is there. Of a datastore that is not there, what was last known is kept: so it gets old. Run it as root; the
# timer does.
# Functions are handed on by name.
# shellcheck disable=SC2317
set -eu
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./metrics.settings
: "${metrics:?}"
file=$metrics/rackbook-guests.prom
success=rackbook_guest_backup_last_success_timestamp_seconds
rpo=rackbook_guest_backup_rpo_seconds
if ! [ -d "$metrics" ]; then
  echo "There is no folder $metrics." >&2
  exit 1
fi

# newest <folder>: VMID and time of the newest finished backup of each guest, in all namespaces.
newest() {
  find "$1" -name .chunks -prune -o -type f -name index.json.blob -print | awk -F / '
    { kind = $(NF - 3); id = $(NF - 2); time = $(NF - 1) }
    kind ~ /^(vm|ct)$/ && id ~ /^[0-9]+$/ && time ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$/ {
      if (time > last[id]) last[id] = time
    }
    END { for (id in last) print id, last[id] }
  ' | while read -r id time; do echo "$id $(date --date "$time" +%s)"; done
}
# known <datastore>: the same as it was last reported.
known() { sed -n "s/^$success{vmid=\"\\([0-9]*\\)\",datastore=\"$1\"} /\\1 /p" "$file" 2>/dev/null; }
# rows <datastore> <folder> <VMID>:<seconds that may be lost>...: a line for each guest.
rows() {
  name=$1 folder=$2 otherwise=0
  shift 2
  if [ -d "$folder/.chunks" ]; then
    found=$(newest "$folder")
  else
    echo "There is no datastore in $folder. What was last known of $name is kept." >&2
    # Without a file of before nothing is known.
    found=$(known "$name") || found=
    otherwise=
    code=1
  fi
  for guest; do
    time=$(printf '%s\n' "$found" | sed -n "s/^${guest%:*} //p")
    time=${time:-$otherwise}
    [ -z "$time" ] || echo "$name ${guest%:*} ${guest#*:} $time"
  done
}

code=0
all=$(
  code=0
  each_datastore rows
  exit "$code"
) || code=1
{
  echo "# HELP $success When the newest finished backup of the guest began; 0 for none."
  echo "# TYPE $success gauge"
  printf '%s\n' "$all" | awk -v name="$success" 'NF == 4 { printf "%s{vmid=\"%s\",datastore=\"%s\"} %s\n", name, $2, $1, $4 }'
  echo "# HELP $rpo How much of the guest may be lost."
  echo "# TYPE $rpo gauge"
  printf '%s\n' "$all" | awk -v name="$rpo" 'NF == 4 { printf "%s{vmid=\"%s\",datastore=\"%s\"} %s\n", name, $2, $1, $3 }'
} >"$file.part"
chmod 0644 "$file.part"
mv "$file.part" "$file"
exit "$code"

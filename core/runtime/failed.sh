#!/bin/sh
# Tells that a unit has failed: failed.sh <unit>. In the journal always, and to the receiver that failed.settings names, if it names one.
# What the unit said stays on the machine, since paths of people are in it.
set -eu
unit=${1:?failed.sh <unit>}
self=$(readlink -f "$0")
cd "${self%/*}"
# shellcheck source=/dev/null
. ./failed.settings
: "${machine:?}" "${advice?}" "${webhook?}" "${token?}"

# systemd says it since version 251.
how=${MONITOR_EXIT_STATUS:+ with $MONITOR_EXIT_STATUS}
text="$unit of $machine has failed$how. On $machine: journalctl --unit $unit.${advice:+ $advice}"
# The priority is read by the journal and not shown.
printf '<3>%s\n' "$text"
[ -n "$webhook" ] || exit 0

# The token never is an argument, which every user of the machine could read.
header=
if [ -n "$token" ]; then header="header = \"Authorization: Bearer $(sed 's/["\\]/\\&/g' "$token")\""; fi
printf '%s\n' "$header" | curl --config - --silent --show-error --fail --max-time 30 --retry 3 --retry-connrefused --output /dev/null \
  --data-binary "$text" -- "$webhook"

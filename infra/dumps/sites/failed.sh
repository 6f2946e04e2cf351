#!/bin/sh
# Tells that a unit of sites has failed: failed.sh <unit>. Generated from the inventory; edit that, then npm run gen.
set -eu
unit=$1
# systemd says it since version 251.
how=${MONITOR_EXIT_STATUS:+ with $MONITOR_EXIT_STATUS}
text="$unit of sites has failed$how. On sites: journalctl --unit $unit."
printf '<3>%s\n' "$text"

#!/bin/sh
# Tells that a unit of srv-1 has failed: failed.sh <unit>. Generated from the inventory; edit that, then npm run gen.
set -eu
unit=$1
# systemd says it since version 251.
how=${MONITOR_EXIT_STATUS:+ with $MONITOR_EXIT_STATUS}
text="$unit of srv-1 has failed$how. On srv-1: journalctl --unit $unit. The runbook backup-failed-srv-1 goes on from there."
printf '<3>%s\n' "$text"

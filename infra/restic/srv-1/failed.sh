#!/bin/sh
# Tells that a unit of srv-1 has failed: failed.sh <unit>. Generated from the inventory; edit that, then npm run gen.
set -eu
unit=$1
text="$unit of srv-1 has failed. On srv-1: journalctl --unit $unit. The runbook backup-failed-srv-1 goes on from there."
printf '<3>%s\n' "$text"

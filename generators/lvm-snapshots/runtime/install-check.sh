# shellcheck shell=sh
# What snapshots of LVM need before their units are installed. Read by install.sh, which defines `fault`; never started.

see_volume() { lvs "$1" >/dev/null 2>&1 || fault "There is no volume $1."; }
each_volume see_volume

#!/bin/sh
# restic for restic-usb: its place and its password are known. Arguments are restic's own.
# Generated from the inventory; edit that, then npm run gen.
set -eu
folder=$(dirname "$(readlink -f "$0")")
set -a
# shellcheck source=/dev/null
. "$folder/restic-usb.env"
credentials='/etc/rackbook/secrets/restic/restic-usb.env'
# shellcheck source=/dev/null
if [ -r "$credentials" ]; then . "$credentials"; fi
set +a
export HOME="${HOME:-/root}"
exec restic "$@"

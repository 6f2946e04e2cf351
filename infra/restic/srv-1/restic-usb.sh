#!/bin/sh
# restic for one repository, whose place and password are in the .env file with the name of this script. Arguments are restic's own.
# What object storage asks for beside the password is in a file of the same name in the folder of the password, if it is there.
set -eu
self=$(readlink -f "$0")
name=${self##*/}
name=${name%.sh}
set -a
# shellcheck source=/dev/null
. "${self%/*}/$name.env"
: "${RESTIC_REPOSITORY:?}" "${RESTIC_PASSWORD_FILE:?}"
credentials=${RESTIC_PASSWORD_FILE%/*}/$name.env
# shellcheck source=/dev/null
if [ -r "$credentials" ]; then . "$credentials"; fi
set +a
export HOME="${HOME:-/root}"
exec restic "$@"

/**
 * Files for a machine of the testbed whose VLANs are cables. Not every kernel has VLANs: there the interfaces are plugged in from outside
 * under their names, and systemd-networkd must not try to make them. It reads what the machine was given, less what makes a VLAN; all else
 * that it is told of these interfaces it does.
 */

import type { InsideFiles } from '../../../testbed/engine/engine-root.ts';

const FOLDER = '/run/cabled-vlans';
const FROM = '/etc/systemd/network';

/** Makes the copy that is read. At no time is a file of it absent that was there before and still is wanted. */
const COPY = `#!/bin/sh
set -eu
exec 9>${FOLDER}/lock
flock 9
for file in ${FROM}/*; do
  [ -f "$file" ] || continue
  case $file in *.netdev) if grep -q "^Kind=vlan$" "$file"; then continue; fi ;; esac
  sed '/^VLAN=/d' "$file" >"${FOLDER}/new"
  chmod 644 "${FOLDER}/new"
  mv "${FOLDER}/new" "${FOLDER}/network/\${file##*/}"
done
for file in ${FOLDER}/network/*; do
  [ -e "${FROM}/\${file##*/}" ] || rm -f "$file"
done
`;

/** A reload reads the copy, which has to be made before: whoever asks for the first one gets a second one. */
const FOLLOW = `#!/bin/sh
seen=
while sleep 0.3; do
  now=$(ls -l --full-time ${FROM})
  [ "$now" != "$seen" ] || continue
  ${FOLDER}/copy || continue
  case $(systemctl is-active systemd-networkd.service) in
    active) networkctl reload && seen=$now ;;
    activating | reloading | deactivating) ;;
    # It makes the copy itself when it starts.
    *) seen=$now ;;
  esac
done
`;

/** For `files` of a machine. They are in `/run`, so that nothing of it stays on the machine's disk. */
export const CABLED_VLANS: InsideFiles = {
  [`${FOLDER}/copy`]: { mode: 0o755, content: COPY },
  [`${FOLDER}/follow`]: { mode: 0o755, content: FOLLOW },
  [`${FOLDER}/network/.keep`]: { content: '' },
  '/run/systemd/system/systemd-networkd.service.d/cabled-vlans.conf': {
    content: `[Service]\nExecStartPre=+${FOLDER}/copy\nBindReadOnlyPaths=${FOLDER}/network:${FROM}\n`,
  },
  '/run/systemd/system/cabled-vlans.service': { content: `[Service]\nExecStart=${FOLDER}/follow\n` },
  '/run/systemd/system/multi-user.target.d/cabled-vlans.conf': { content: '[Unit]\nWants=cabled-vlans.service\n' },
};

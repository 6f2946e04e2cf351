import type { InsideFiles } from '../engine/engine-root.ts';

const DONE = '/var/lib/docker/images-loaded';

/** For `files` of a machine: once an engine is installed, it has the images of an archive as soon as it runs, as if they had been pulled. */
export function loadsImages(archive: string): InsideFiles {
  const load = `test -e ${DONE} || { docker load --quiet --input ${archive} && touch ${DONE}; }`;
  return {
    '/run/systemd/system/docker.service.d/images.conf': { content: `[Service]\nExecStartPost=/bin/sh -c '${load}'\n` },
  };
}

import { join } from 'node:path';
import type { Excuse } from '../../core/check/secret-mark.ts';
import { withProcessLock } from '../../core/write/process-lock.ts';
import { checkFinishedSite } from './check-finished-site.ts';
import { DIST, placeOf } from './place.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import { finishShowing, showVersion } from './show-version.ts';
import { newVersion, sweepVersions } from './versions.ts';

const LOCK = { path: '.rackbook/build.lock', holder: 'build' } as const;

/**
 * Has a site built in a new folder, checks it and only then lets `<root>/dist` show it; see docs/decisions/site-swap.md. Until then, and when
 * anything fails or the process is killed, the old site stays as it is. Gives the path of `dist`. Throws `LockedError`, `ForeignDist`,
 * `Refused`, and what the build and the check throw.
 *
 * @param notSecret what the inventory says is no secret; nothing unless given
 */
export async function publishSite(
  root: string,
  build: (folder: string) => Promise<void>,
  notSecret: Excuse = () => false,
): Promise<string> {
  return withProcessLock(root, LOCK, async () => {
    finishShowing(root);
    const place = placeOf(root);
    const shown = place.kind === 'link' ? place.shown : undefined;
    sweepVersions(root, [shown]);
    const version = newVersion(root);
    try {
      await build(join(root, version));
      checkFinishedSite(join(root, version));
      await refuseUnfit(join(root, version), notSecret);
    } catch (error) {
      sweepVersions(root, [shown]);
      throw error;
    }
    // Uploaders of CI archives do not all follow a link, and nobody reads a site while a fresh checkout builds it.
    const before = showVersion(root, place, version, { plain: process.env['CI'] === 'true' });
    sweepVersions(root, [before, place.kind === 'fixed' ? undefined : version]);
    return join(root, DIST);
  });
}

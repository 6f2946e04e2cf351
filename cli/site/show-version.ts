import fs from 'node:fs';
import { basename, join } from 'node:path';
import { fillFolder } from './fill-folder.ts';
import { DIST, type Place } from './place.ts';
import { VERSIONS } from './versions.ts';

/** The next link while it has not yet taken the place of the last, and an old folder on its way out; beside `dist`, so that each moves in one rename. */
const NEXT = '.rackbook-dist-next';
const OLD = '.rackbook-dist-old';

/**
 * Lets `<root>/dist` show a finished version, in one rename of a link. Gives the version that was shown before, if it is still there. The two
 * exceptions: a plain folder goes out of the way first, which happens once, and a fixed folder is filled file by file. With `plain`, and
 * where nothing was shown before, `dist` becomes the folder itself.
 */
export function showVersion(root: string, place: Place, version: string, { plain }: { readonly plain: boolean }): string | undefined {
  const dist = join(root, DIST);
  if (place.kind === 'fixed') {
    fillFolder(join(root, version), dist);
    return undefined;
  }
  if (place.kind === 'nothing' && plain && tryRename(join(root, version), dist)) return undefined;
  fs.symlinkSync(version, join(root, NEXT));
  if (place.kind === 'folder') fs.renameSync(dist, join(root, OLD));
  fs.renameSync(join(root, NEXT), dist);
  return place.kind === 'link' ? place.shown : putAway(root);
}

/** Puts right what a build left that was killed while it showed its site: the old folder is seen again if nothing else is. */
export function finishShowing(root: string): void {
  fs.rmSync(join(root, NEXT), { force: true });
  const old = join(root, OLD);
  if (!fs.lstatSync(old, { throwIfNoEntry: false })) return;
  if (fs.lstatSync(join(root, DIST), { throwIfNoEntry: false })) fs.rmSync(old, { recursive: true, force: true });
  else fs.renameSync(old, join(root, DIST));
}

/** The old folder becomes a version like any other, for who still reads in it. */
function putAway(root: string): string | undefined {
  const old = join(root, OLD);
  if (!fs.lstatSync(old, { throwIfNoEntry: false })) return undefined;
  const path = `${VERSIONS}/before-${basename(fs.readlinkSync(join(root, DIST)))}`;
  if (tryRename(old, join(root, path))) return path;
  fs.rmSync(old, { recursive: true, force: true });
  return undefined;
}

/** Whether it could be renamed; false where the two are on different file systems. */
function tryRename(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false;
    throw error;
  }
}

import fs from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/refusal.ts';
import { VERSIONS } from './versions.ts';

/** Where a lab's site is seen, below the lab. */
export const DIST = 'dist';

/** What stands where the site is to be seen. */
export type Place =
  | { readonly kind: 'nothing' }
  /** Our link; `shown` is the version that it shows, below the lab. */
  | { readonly kind: 'link'; readonly shown: string }
  /** The site of an older Rackbook or of a build in CI. */
  | { readonly kind: 'folder' }
  /** A folder that has to stay the same one: something is mounted there, or it is a checkout of its own. */
  | { readonly kind: 'fixed' };

/** What is at `dist` was not put there by Rackbook; the message says what it is and what to do. */
export class ForeignDist extends Refusal {
  override readonly name = 'ForeignDist';
}

/** Sees what is at `<root>/dist`. Throws {@link ForeignDist} for what is neither replaced nor written through. */
export function placeOf(root: string): Place {
  const path = join(root, DIST);
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return { kind: 'nothing' };
  if (stat.isSymbolicLink()) return { kind: 'link', shown: ownTarget(path) };
  if (!stat.isDirectory()) throw new ForeignDist(`${DIST} is no folder, and is not replaced. Move it away, then build again.`);
  const isFixed = stat.dev !== fs.lstatSync(root).dev || fs.existsSync(join(path, '.git'));
  return { kind: isFixed ? 'fixed' : 'folder' };
}

function ownTarget(path: string): string {
  const target = fs.readlinkSync(path);
  const name = target.slice(VERSIONS.length + 1);
  if (target.startsWith(`${VERSIONS}/`) && /^[^/]+$/.test(name) && name !== '..' && name !== '.') return target;
  throw new ForeignDist(
    `${DIST} is a link to ${JSON.stringify(target)}, which Rackbook did not make, and nothing is written or removed through it. ` +
      `Remove the link, build again, and let ${DIST} be served, or copied to where it pointed.`,
  );
}

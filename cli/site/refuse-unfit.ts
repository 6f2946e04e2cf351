import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Excuse } from '../../core/check/secret-mark.ts';
import { secretsKnownHere } from '../../core/published/known-here.ts';
import { scanPublished } from '../../core/published/scan.ts';
import type { PublishedFile } from '../../core/published/unpack.ts';
import { Refused } from '../../core/refused.ts';

/**
 * Looks through everything below a folder that is to be served. Throws {@link Refused} where something of it must not be published.
 *
 * @param excuse what the inventory says is no secret
 */
export async function refuseUnfit(folder: string, excuse: Excuse): Promise<void> {
  const diagnostics = await scanPublished(filesBelow(folder), { known: secretsKnownHere(), excuse });
  if (diagnostics.length > 0) throw new Refused(diagnostics);
}

/** Here no list is known, and all of it is served. A link is read as what it leads to, as a web server does. */
function* filesBelow(folder: string): Iterable<PublishedFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const shown = relative(folder, path).split(sep).join('/');
    // A linked folder may lead anywhere.
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    yield isFile ? { path: shown, content: readFileSync(path) } : { path: shown };
  }
}

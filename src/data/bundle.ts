import { Refused } from '../../core/refused.ts';
import { ARCHIVE_NAME, type Bundle, HTML_NAME, makeBundle } from '../../generators/bundle/files/bundle.ts';
import type { BundleContents } from '../../generators/bundle/files/bundle-file.ts';
import { readBundleFiles } from '../../generators/bundle/files/read-bundle-files.ts';
import { inventoryDir, lab, model, root } from './lab.ts';

export { leftOutWords } from '../../generators/bundle/files/left-out-words.ts';

export const HTML_PATH = `/${HTML_NAME}`;
export const ARCHIVE_PATH = `/${ARCHIVE_NAME}`;

let made: Promise<Bundle & Pick<BundleContents, 'leftOut'>> | undefined;

/** What to have at hand when the lab is down; made once for a build. */
export function bundle(): NonNullable<typeof made> {
  made ??= make();
  return made;
}

async function make() {
  const contents = await readBundleFiles(lab, { root, inventoryDir });
  if (!contents.ok) throw new Refused(contents.diagnostics);
  return { ...(await makeBundle(model, contents.value)), leftOut: contents.value.leftOut };
}

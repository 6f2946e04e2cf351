import type { Model } from '../../../core/contract.ts';
import { archiveOf } from './archive.ts';
import type { BundleContents, BundleFile } from './bundle-file.ts';
import { bundleHtml, editionOf } from './bundle-html.ts';
import { bundleReadme } from './bundle-readme.ts';

/** Names of the two files, for links. */
export const HTML_NAME = 'disaster-recovery.html';
export const ARCHIVE_NAME = 'disaster-recovery.tar.gz';

export interface Bundle {
  readonly html: string;
  /** A `.tar.gz` with the document, the generated files, the inventory and a README. */
  readonly archive: Uint8Array;
  /** Twelve hexadecimal digits that change when the document does. */
  readonly edition: string;
}

/** What to have at hand on the day when the lab is down. The same lab and files give the same bytes. */
export async function makeBundle(model: Model, contents: BundleContents): Promise<Bundle> {
  const { files, leftOut } = contents;
  const html = bundleHtml(model, contents);
  const own = (path: string, text: string): BundleFile => ({ path, content: new TextEncoder().encode(text), executable: false });
  const archive = await archiveOf([...files, own(HTML_NAME, html), own('README.txt', bundleReadme(model, leftOut))]);
  return { html, archive, edition: editionOf(html) };
}

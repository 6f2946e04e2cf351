import { resolve } from 'node:path';
import { ARCHIVE_NAME, type Bundle, HTML_NAME, makeBundle } from '../../generators/bundle/files/bundle.ts';
import { readBundleFiles } from '../../generators/bundle/files/read-bundle-files.ts';
import { model, root } from './lab.ts';

export const HTML_PATH = `/${HTML_NAME}`;
export const ARCHIVE_PATH = `/${ARCHIVE_NAME}`;

let made: Promise<Bundle> | undefined;

/** What to have at hand when the lab is down; made once for a build. */
export function bundle(): Promise<Bundle> {
  const inventoryDir = resolve(root, process.env['RACKBOOK_INVENTORY'] ?? 'inventory');
  made ??= makeBundle(model, readBundleFiles({ root, inventoryDir }));
  return made;
}

import type { LabSource } from '../../../core/parse/source-file.ts';
import type { OwnedFile, OwnedFiles } from '../../../core/plan/owned-files.ts';
import { canBeJudged } from '../../../core/published/opaque.ts';
import { withoutComments } from '../../../formats/without-comments.ts';
import { type BundleContents, type BundleFile, isHidden, type LeftOutFile, type Reason } from './bundle-file.ts';

/** What may be published of a lab, and what of it may not: files of the ledger, and what the inventory was read from. Sorted by path. */
export function packed(owned: OwnedFiles, sources: readonly LabSource[]): BundleContents {
  const files: BundleFile[] = [];
  const leftOut: LeftOutFile[] = owned.others.filter(({ path }) => path.startsWith('infra/'));
  const add = (path: string, file: BundleFile | Reason) => {
    if (isHidden(path)) leftOut.push({ path, why: 'hidden' });
    else if (typeof file === 'string') leftOut.push({ path, why: file });
    else if (!canBeJudged(file.content)) leftOut.push({ path, why: 'no-text' });
    else files.push(file);
  };
  for (const file of owned.files) if (file.path.startsWith('infra/')) add(file.path, generated(file));
  for (const source of sources) {
    // The folder of an inventory may be called otherwise.
    const path = source.path.replace(/^[^/]*/, 'inventory');
    add(path, written({ ...source, path }));
  }
  return { files: files.sort(byPath), leftOut: leftOut.sort(byPath) };
}

function generated({ path, content, mode }: OwnedFile): BundleFile | Reason {
  return mode === '600' ? 'private' : { path, content, executable: mode === '755' };
}

/** Comments are for whoever edits the file, and what people try out stays in them. A companion is on the machine to the letter. */
function written({ path, text, bytes, use, mode }: LabSource): BundleFile | Reason {
  if (use === 'read' && !/\.(ya?ml|json)$/.test(path)) return 'values';
  const encoded = () => new TextEncoder().encode(use === 'read' ? withoutComments(text) : text);
  return { path, content: use === 'taken' && bytes ? bytes : encoded(), executable: mode === 0o755 };
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

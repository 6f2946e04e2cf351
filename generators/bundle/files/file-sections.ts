import type { Model } from '../../../core/contract.ts';
import type { BundleContents } from './bundle-file.ts';
import { el, type Markup, tag } from './html.ts';
import { leftOutWords } from './left-out-words.ts';

/** Generated files of one system that a reader needs who has this document alone. */
interface FileGroup {
  /** Id of the system. */
  readonly id: string;
  readonly title: string;
  /** What it writes below `infra/`, sorted. */
  readonly paths: readonly string[];
}

/** What this lab needs of what is generated, whether it is on the disk or not. Sorted by title. */
export function fileGroups(model: Model): readonly FileGroup[] {
  return model.systems
    .flatMap(({ id, bundle, files }) => {
      if (!bundle || 'leftOut' in bundle) return [];
      const paths = [...(files?.(model) ?? [])].map(({ path }) => path).filter((path) => path.startsWith('infra/'));
      return paths.length === 0 ? [] : [{ id, title: bundle.title, paths: paths.sort() }];
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The files of a group in full; of what is not in the bundle is said why. */
export function fileSection({ id, title, paths }: FileGroup, { files, leftOut }: BundleContents): Markup {
  const decoder = new TextDecoder();
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reasons = new Map(leftOut.map(({ path, why }) => [path, why]));
  const missing = paths.filter((path) => !byPath.has(path));
  return el(
    'section',
    { id: `files-${id}`, class: 'files' },
    tag('h3', title),
    ...missing.map((path) => el('p', { class: 'caution' }, `${path} ${leftOutWords(reasons.get(path) ?? 'missing')}`)),
    ...paths.flatMap((path) => {
      const file = byPath.get(path);
      return file ? [tag('h4', tag('code', path)), tag('pre', tag('code', decoder.decode(file.content)))] : [];
    }),
  );
}

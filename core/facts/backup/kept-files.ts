import { type ContainerView, containerView } from '../../compose/container-view.ts';
import { type WritableMount, writableMounts } from '../../compose/mounts.ts';
import type { DataPath } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import type { StateKind } from '../../roles/dump-tool.ts';
import { dataPlace } from './places.ts';

/** Where the files of a program are on its machine, and which declared path holds them. */
export interface KeptFiles {
  readonly data: DataPath;
  readonly files: string;
}

/** Where a container of a service keeps the files of a kind; undefined where they are in no declared path. */
export function keptFiles(kind: StateKind, service: Service, fragment: Readonly<Record<string, unknown>>): KeptFiles | undefined {
  const container = containerView(fragment);
  if (kind.keeps?.(container) === false) return undefined;
  const found = mountOf(writableMounts(fragment), foldersOf(kind, container));
  if (!found) return undefined;
  const place = dataPlace(service, found.source);
  const files = found.below === '' ? place : `${place}/${found.below}`;
  // Of a folder and one inside it, both declared, the inner one is what is decided about.
  const [data] = service.data
    .filter(({ path }) => isBelow(files, dataPlace(service, path)))
    .toSorted((a, b) => dataPlace(service, b.path).length - dataPlace(service, a.path).length);
  return data && { data, files };
}

function foldersOf({ folders, folderOf }: StateKind, container: ContainerView): readonly string[] {
  const asked = folderOf?.(container)?.replace(/(?<=.)\/+$/, '');
  // Below a usual folder all is of the database, whatever the part is called.
  return asked === undefined || folders.some((folder) => isBelow(asked, folder)) ? folders : [asked];
}

/** What is mounted at one of the folders; else above one, the deepest; else below one, the highest. */
function mountOf(
  mounts: readonly WritableMount[],
  folders: readonly string[],
): { readonly source: string; readonly below: string } | undefined {
  const named = mounts.flatMap(({ source, target }) =>
    source === undefined ? [] : [{ source, target: target.replace(/(?<=.)\/+$/, '') }],
  );
  for (const folder of folders) {
    const at = named.find(({ target }) => target === folder);
    if (at) return { source: at.source, below: '' };
  }
  for (const folder of folders) {
    const above = named
      .filter(({ target }) => target !== '/' && isBelow(folder, target))
      .toSorted(byDepth)
      .at(-1);
    if (above) return { source: above.source, below: folder.slice(above.target.length + 1) };
    const inside = named.filter(({ target }) => isBelow(target, folder)).toSorted(byDepth)[0];
    if (inside) return { source: inside.source, below: '' };
  }
  return undefined;
}

const byDepth = (a: { readonly target: string }, b: { readonly target: string }): number => a.target.length - b.target.length;

/** Whether a path is a folder or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  const inside = `${folder.replace(/\/+$/, '')}/`;
  return path === folder || `${path}/` === inside || path.startsWith(inside);
}

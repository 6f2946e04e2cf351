import type { LabSource, SourceFile } from '../../parse/source-file.ts';
import type { Companion } from './companions.ts';
import type { ProjectFolder } from './folder.ts';

/** A folder that knows which of its files were asked for by name. */
export interface WatchedFolder {
  readonly folder: ProjectFolder;
  readonly asked: ReadonlySet<string>;
}

/** The same folder, watched. */
export function watchFolder(folder: ProjectFolder | undefined): WatchedFolder | undefined {
  if (!folder) return undefined;
  const asked = new Set<string>();
  return { folder: { ...folder, files: new WatchedFiles(folder.files, asked) }, asked };
}

/** What a project made use of, sorted by path. Whatever else lies in its folder is nobody's business. */
export function usedFiles({ folder, asked }: WatchedFolder, companions: readonly Companion[]): readonly LabSource[] {
  const taken = new Set(companions.map(({ path }) => path));
  return [...folder.files]
    .filter(([path]) => taken.has(path) || asked.has(path))
    .map(([path, file]): LabSource => ({ ...file, use: taken.has(path) ? 'taken' : 'read' }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

class WatchedFiles extends Map<string, SourceFile> {
  readonly #asked: Set<string>;

  constructor(files: ReadonlyMap<string, SourceFile>, asked: Set<string>) {
    super(files);
    this.#asked = asked;
  }

  override get(path: string): SourceFile | undefined {
    if (this.has(path)) this.#asked.add(path);
    return super.get(path);
  }
}

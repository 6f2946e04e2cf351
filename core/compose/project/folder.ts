import type { SourceFile } from '../../parse/source-file.ts';

/** The folder of one service: `service.yaml` and what lies beside it. */
export interface ProjectFolder {
  /** `inventory/services/media`. */
  readonly path: string;
  /** By path below the folder, without `service.yaml`. */
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** All files below a folder of it, sorted by path; `.` is all. */
export function filesBelow({ files }: ProjectFolder, folder: string): readonly (readonly [string, SourceFile])[] {
  const found = [...files].filter(([path]) => folder === '.' || path.startsWith(`${folder}/`));
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

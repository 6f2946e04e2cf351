import type { FileText, GeneratedFile } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';
import type { RuntimePath } from './runtime-path.ts';

/** A file of a folder that is still to be said. */
export type NamedFile = FileText & { readonly name: string; readonly mode?: 0o755 };

export const textFile = (name: string, content: string): NamedFile => ({ name, content });

/** A runtime file that is started. */
export const script = (name: string, copyOf: RuntimePath): NamedFile => ({ name, copyOf, mode: 0o755 });

/** A runtime file that others read and that is never started. */
export const library = (name: string, copyOf: RuntimePath): NamedFile => ({ name, copyOf });

/** The files at their places below a folder of the repository, all about the same things. */
export function* inFolder(folder: string, about: readonly SubjectId[], files: Iterable<NamedFile>): Iterable<GeneratedFile> {
  for (const { name, ...file } of files) yield { ...file, path: `${folder}/${name}`, about };
}

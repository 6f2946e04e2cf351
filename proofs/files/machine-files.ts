import { mountedPaths } from './mounted-paths.ts';
import type { RecordedFiles, TakenFile } from './recorded-files.ts';

/** Everything that is generated for one machine, whatever the system, and what its Compose files show to containers from elsewhere. */
export function machineFiles(files: RecordedFiles, { id }: { readonly id: string }): readonly TakenFile[] {
  return withMounted(files, files.all(`infra/*/${id}`));
}

/** These files, and what the Compose files among them show to containers from elsewhere. Sorted, each once. */
export function withMounted(files: RecordedFiles, own: readonly TakenFile[]): readonly TakenFile[] {
  const known = new Map(own.map((file) => [file.path, file]));
  const mounted = own
    .filter(({ path }) => path.endsWith('/compose.yaml'))
    .flatMap(({ path, content }) => mountedPaths(path, content))
    .filter((path) => !known.has(path));
  for (const path of new Set(mounted)) for (const file of files.all(path)) known.set(file.path, file);
  return [...known.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

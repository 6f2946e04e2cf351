import type { ProjectFolder } from '../compose/project/folder.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { SourceFile } from './source-file.ts';

export interface SplitFiles {
  /** Files that hold keys of the inventory. */
  readonly inventory: readonly SourceFile[];
  /** By id of the service. */
  readonly folders: ReadonlyMap<string, ProjectFolder>;
  readonly diagnostics: readonly Diagnostic[];
}

const BELOW_SERVICES = /^(.*?\/services\/([^/]+))\/(.+)$/s;
const COMPOSE_FILE = /^(?:docker-)?compose(?:\.override)?\.ya?ml$/;

/** The file of a folder that makes it the folder of a service. */
export const SERVICE_FILE = 'service.yaml';

/** Parts inventory files from what lies in the folders of services, which are those that hold a `service.yaml`. */
export function splitFolders(files: readonly SourceFile[]): SplitFiles {
  const below = files.map((file) => ({ file, match: BELOW_SERVICES.exec(file.path) }));
  const services = new Set(below.flatMap(({ match }) => (match?.[3] === SERVICE_FILE ? [match[1]] : [])));
  const folders = new Map<string, { path: string; files: Map<string, SourceFile> }>();
  const inventory: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { file, match } of below) {
    const [, folder = '', id = '', name = ''] = match ?? [];
    if (match && services.has(folder)) {
      const entry = folders.get(id) ?? { path: folder, files: new Map<string, SourceFile>() };
      folders.set(id, entry);
      if (name === SERVICE_FILE) inventory.push(file);
      else entry.files.set(name, file);
    } else if (match && COMPOSE_FILE.test(name)) {
      diagnostics.push({
        code: 'companion-missing',
        severity: 'error',
        message: `${folder}/ has ${name}, but no ${SERVICE_FILE} that says what the lab has to know.`,
        at: { file: file.path, line: 1, col: 1, endLine: 1, endCol: 1 },
        hint: `Add ${folder}/${SERVICE_FILE} with title: and runs-on:.`,
      });
    } else inventory.push(file);
  }
  return { inventory, folders, diagnostics };
}

import type { Diagnostic } from '../../diagnostic.ts';
import { assemble } from '../../parse/assemble.ts';
import { decodeFile } from '../../parse/decode-file.ts';
import { parseYaml } from '../../parse/parse-yaml.ts';
import { splitFolders } from '../../parse/service-folders.ts';
import type { Project } from './project.ts';
import { readProjects } from './read-projects.ts';

/** The project `app` of a folder with these files, and what was found wrong with it. */
export function readTestProject(
  files: Readonly<Record<string, string | Uint8Array>>,
  service: Readonly<Record<string, unknown>> = {},
): { readonly project: Project | undefined; readonly codes: readonly string[]; readonly said: readonly Diagnostic[] } {
  const texts = { 'service.yaml': JSON.stringify({ title: 'App', 'runs-on': 'one', ...service }), ...files };
  const sources = Object.entries(texts).map(([path, file]) => ({
    path: `inventory/services/app/${path}`,
    ...(typeof file === 'string' ? { text: file } : decodeFile(file, path)),
  }));
  const { inventory, folders } = splitFolders(sources);
  const { raw } = assemble(inventory.map((source) => parseYaml(source).file));
  const { projects, diagnostics } = readProjects(raw, folders);
  return { project: projects.get('app'), codes: diagnostics.map(({ code }) => code), said: diagnostics };
}

/** Whether a project means the same before and after, by the reading of Compose and by the files that it names. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Declared } from './test-compare.ts';
import { type ComposeDocument, composeConfig, type Read } from './test-compose-config.ts';
import { settingsOf, type TrialProject, textOf } from './test-projects.ts';
import type { Trial } from './test-trial-lab.ts';

/** The two folders with one project in them. */
export interface Pair {
  readonly argv: readonly string[];
  readonly project: TrialProject;
  /** Folder with the files as a person has them. */
  readonly original: string;
  readonly generated: Extract<Trial, { ok: true }>;
}

/** What is not the same, one sentence each. */
export async function differencesIn({ argv, project, original, generated }: Pair, before: ComposeDocument): Promise<readonly string[]> {
  const { secrets: variables } = settingsOf(project);
  const after = await composeConfig({ argv, folder: generated.folder, files: ['compose.yaml'], variables });
  if (!after.ok) return [`Compose refuses what was generated: ${after.why}`];
  return [
    ...compare(
      comparable(before, original),
      comparable(after.document, generated.folder),
      generated.differences.filter((each) => isRead(each, project, [before, after.document])),
    ),
    ...missingFiles(before, original, generated.folder),
    ...(await sleeping({ argv, project, original, generated }, after.document)),
  ];
}

/**
 * Whether a declaration is about something that Compose reads. It reads no resource that no container uses; and where a project has
 * no name of its own, it takes that of the folder, which is the id of the service here.
 */
function isRead({ container, path, change }: Declared, { files }: TrialProject, documents: readonly ComposeDocument[]): boolean {
  const [section = '', name = ''] = path;
  if (container !== undefined) return true;
  if (section === 'name') return change !== 'added' || /^name:/m.test(textOf(files['compose.yaml']));
  if (!['networks', 'volumes', 'configs', 'secrets'].includes(section)) return true;
  return documents.some((document) => Object.hasOwn((document[section] ?? {}) as object, name));
}

/** What Compose makes of the project as it stands. */
export async function readOriginal(argv: readonly string[], project: TrialProject, folder: string): Promise<Read> {
  return composeConfig({ argv, folder, ...settingsOf(project) });
}

/** Containers whose profile is off are not started and still mean the same. */
async function sleeping({ argv, project, original, generated }: Pair, awake: ComposeDocument): Promise<readonly string[]> {
  if (!Object.values(project.files).some((file) => textOf(file).includes('profiles'))) return [];
  const profiles = ['*'];
  const { secrets, ...settings } = settingsOf(project);
  const before = await composeConfig({ argv, folder: original, ...settings, profiles });
  const after = await composeConfig({ argv, folder: generated.folder, files: ['compose.yaml'], variables: secrets, profiles });
  if (!before.ok || !after.ok) return before.ok && !after.ok ? [`Compose refuses it with all profiles: ${after.why}`] : [];
  const rest = (document: ComposeDocument, folder: string) => ({
    services: Object.fromEntries(
      Object.entries(comparable(document, folder).services).filter(([id]) => !Object.hasOwn(awake.services, id)),
    ),
  });
  return compare(rest(before.document, original), rest(after.document, generated.folder), []).map((text) => `${text} (profile off)`);
}

/** The document with what is the same in other words in the same words: contents of configs, and networks that are joined without options. */
function comparable(document: ComposeDocument, folder: string): ComposeDocument {
  const services = Object.entries(document.services).map(([id, service]) => {
    const { networks } = service as { readonly networks?: Readonly<Record<string, object | null>> };
    if (!networks) return [id, service];
    return [id, { ...service, networks: Object.fromEntries(Object.entries(networks).map(([name, options]) => [name, options ?? {}])) }];
  });
  return withContents({ ...document, services: Object.fromEntries(services) }, folder);
}

/** Configs with what they hold, so that a file and a text of the same words are the same content under another key. */
function withContents({ configs, ...document }: ComposeDocument, folder: string): ComposeDocument {
  if (!configs) return document as ComposeDocument;
  const read = Object.entries(configs).map(([name, config]) => {
    const path = config.file === undefined ? undefined : join(folder, config.file.replaceAll('$$', '$'));
    const there = path !== undefined && config.file?.startsWith('./') && existsSync(path) && statSync(path).isFile();
    const content = there ? readFileSync(path, 'utf8') : config.content?.replaceAll('$$', '$');
    return [name, content === undefined ? config : { ...config, holds: content }];
  });
  const held = Object.fromEntries(read.map(([name, config]) => [name, (config as { holds?: string }).holds]));
  const kept = Object.fromEntries(
    read.map(([name, config]) => {
      const { holds: _held, ...rest } = config as { holds?: string };
      return [name, rest];
    }),
  );
  return { ...document, configs: kept, 'contents of configs': held } as unknown as ComposeDocument;
}

/** Files of the project that Compose hands to the containers, or builds with, and that did not come along as they are. */
function missingFiles(document: ComposeDocument, original: string, generated: string): readonly string[] {
  return [...new Set(pathsIn(document))]
    .map((path) => path.replaceAll('$$', '$'))
    .filter((path) => join(path) !== './' && join(path) !== '.' && existsSync(join(original, path)))
    .flatMap((path) => filesBelow(original, path))
    .flatMap((path) => {
      if (!existsSync(join(generated, path))) return [`file that did not come along: ${path}`];
      if (!readFileSync(join(original, path)).equals(readFileSync(join(generated, path)))) return [`file with other content: ${path}`];
      const executable = (folder: string) => (statSync(join(folder, path)).mode & 0o100) !== 0;
      return executable(original) === executable(generated) ? [] : [`file with another mode: ${path}`];
    });
}

function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(?:seccomp[=:])?(\.\/.*)$/s.exec(value)?.slice(1) ?? [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}

function filesBelow(folder: string, path: string): readonly string[] {
  const full = join(folder, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => filesBelow(folder, join(path, name)));
}

/** The projects of `projects/`, a file for each topic: texts as a person has them, and what the lab says beside them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface TrialProject {
  /** File below `projects/`, without `.yaml`. */
  readonly topic: string;
  /** Id of the service, and name of the folder in which Compose sees the original. */
  readonly id: string;
  /** By path within the project. */
  readonly files: Readonly<Record<string, TrialFile>>;
  /** What `service.yaml` says beside its title and its machine. */
  readonly service: Readonly<Record<string, unknown>>;
  /** The oldest Compose that knows the keys of the project: `2.36`. */
  readonly since?: string;
  /** Row of the table in the README of this system that says why `gen` refuses what Compose takes. */
  readonly refused?: string;
}

export interface TrialFile {
  readonly text: string;
  readonly executable: boolean;
}

interface Written {
  readonly files: Readonly<Record<string, string | { readonly text: string; readonly mode: string }>>;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly since?: string;
  readonly refused?: string;
}

/** Every project of the folder, by topic and id. */
export function readProjects(folder = join(import.meta.dirname, 'projects')): readonly TrialProject[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const written = parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, Written>>;
      return Object.entries(written).map(([id, project]) => trialProject(file.replace(/\.yaml$/, ''), id, project));
    });
}

function trialProject(topic: string, id: string, { files, service = {}, since, refused }: Written): TrialProject {
  return {
    topic,
    id,
    files: Object.fromEntries(Object.entries(files).map(([path, file]) => [path, trialFile(file)])),
    service,
    ...(since === undefined ? {} : { since }),
    ...(refused === undefined ? {} : { refused }),
  };
}

function trialFile(file: Written['files'][string]): TrialFile {
  return typeof file === 'string' ? { text: file, executable: false } : { text: file.text, executable: /[1357]$/.test(file.mode) };
}

/** The words of `service.yaml` that decide what Compose sees. */
export function settingsOf({ service }: TrialProject): {
  readonly variables: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly files: readonly string[];
  readonly name?: string;
} {
  const {
    variables = {},
    profiles = [],
    compose = [],
    project,
  } = service as {
    readonly variables?: Readonly<Record<string, string>>;
    readonly profiles?: readonly string[];
    readonly compose?: string | readonly string[];
    readonly project?: string;
  };
  return { variables, profiles, files: [compose].flat(), ...(project === undefined ? {} : { name: project }) };
}

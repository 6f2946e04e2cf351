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
  /** What is said of the lab and of the machine that has to do with the project. */
  readonly lab: Readonly<Record<string, unknown>>;
  readonly machine: Readonly<Record<string, unknown>>;
  /** The oldest Compose that knows the keys of the project: `2.36`. */
  readonly since?: string;
  /** The first Compose that refuses the project. */
  readonly before?: string;
  /** Row of the table in the README of this system that says why `gen` refuses what Compose takes. */
  readonly refused?: string;
}

export interface TrialFile {
  /** Text, or the bytes of what is none. */
  readonly text: string | Uint8Array;
  readonly executable: boolean;
}

interface Written {
  readonly files: Readonly<Record<string, string | { readonly text: string; readonly mode: string } | { readonly hex: string }>>;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly lab?: Readonly<Record<string, unknown>>;
  readonly machine?: Readonly<Record<string, unknown>>;
  readonly since?: string;
  readonly before?: string;
  readonly refused?: string;
}

/** What the time zone of a lab is that says nothing of it, and the variable `TZ` of its projects. */
const LAB_TIMEZONE = 'Etc/UTC';

/** Every project of the folder, by topic and id. */
export function readProjects(folder = join(import.meta.dirname, 'projects')): readonly TrialProject[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const written = parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, Written>>;
      return Object.entries(written).map(([id, project]) => trialProject(file.replace(/\.yaml$/, ''), id, project));
    });
}

function trialProject(topic: string, id: string, written: Written): TrialProject {
  const { files, service = {}, lab = {}, machine = {}, since, before, refused } = written;
  return {
    topic,
    id,
    files: Object.fromEntries(Object.entries(files).map(([path, file]) => [path, trialFile(file)])),
    service,
    lab,
    machine,
    ...(since === undefined ? {} : { since }),
    ...(before === undefined ? {} : { before }),
    ...(refused === undefined ? {} : { refused }),
  };
}

function trialFile(file: Written['files'][string]): TrialFile {
  if (typeof file === 'string') return { text: file, executable: false };
  if ('hex' in file) return { text: Buffer.from(file.hex, 'hex'), executable: false };
  return { text: file.text, executable: /[1357]$/.test(file.mode) };
}

/** What a file says. */
export function textOf(file: TrialFile | undefined): string {
  return String(file?.text ?? '');
}

type Variables = Readonly<Record<string, string | number | boolean | { readonly secret: string }>>;

/** What a secret of the machine is; its name is in it, so that two are not the same. */
const secretValue = (name: string): string => `${name} of "the" machine, $5 'and' $HOME`;

/** What decides what Compose sees beside the files: variables in its environment, profiles, and what a person says on its command line. */
export interface TrialSettings {
  readonly variables: Readonly<Record<string, string>>;
  /** Those of them that only the machine knows. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly files: readonly string[];
  readonly name?: string;
}

/** The settings of a project. Variables of lab and machine count after those of its `.env`, those of the service before. */
export function settingsOf({ service, lab, machine, files }: TrialProject): TrialSettings {
  const { compose, project } = service as { readonly compose?: string | readonly string[]; readonly project?: string };
  const of = (table: Readonly<Record<string, unknown>>) => Object.entries((table['variables'] ?? {}) as Variables);
  const own = of(service);
  const known = new Set(own.map(([name]) => name));
  const inFile = (name: string) => new RegExp(`^(?:export +)?${name} *[=:]`, 'm').test(textOf(files['.env']));
  const outer = [['TZ', LAB_TIMEZONE] as const, ...of(lab), ...of(machine)].filter(([name]) => !known.has(name) && !inFile(name));
  const all = [...outer, ...own];
  const profiles = [machine['profiles'], service['profiles']].flat().filter((each): each is string => typeof each === 'string');
  return {
    variables: Object.fromEntries(all.map(([name, value]) => [name, typeof value === 'object' ? secretValue(name) : String(value)])),
    secrets: Object.fromEntries(all.flatMap(([name, value]) => (typeof value === 'object' ? [[name, secretValue(name)]] : []))),
    profiles,
    files: [compose ?? []].flat(),
    ...(project === undefined ? {} : { name: project }),
  };
}

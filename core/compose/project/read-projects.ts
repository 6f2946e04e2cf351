import { z } from 'zod';
import { createExcuses } from '../../check/create-excuses.ts';
import type { Excuses } from '../../check/excuses.ts';
import type { Diagnostic, Span } from '../../diagnostic.ts';
import { type LeftOut, NOBODY } from '../../left-out.ts';
import { DEFAULT_TIMEZONE } from '../../model/lab/schema.ts';
import { strictnessOf } from '../../model/lab/strictness.ts';
import { type Entry, isRecord, type RawInventory } from '../../parse/assemble.ts';
import { type ParseMemory, parseRemembered, parseYaml } from '../../parse/parse-yaml.ts';
import type { LabSource } from '../../parse/source-file.ts';
import type { ProjectFolder } from './folder.ts';
import type { Variable } from './interpolate.ts';
import { normalize } from './paths.ts';
import { type Project, type ProjectSettings, readProject } from './project.ts';
import { type Reading, spanOf } from './reading.ts';
import { type Placed, Places } from './tree.ts';
import { usedFiles, watchFolder } from './used-files.ts';
import { secretOfVariables, variableLines } from './variable-lines.ts';

/** What the inventory says of variables; anything else is reported when the schema is checked. */
const variableTable = z.record(
  z.string(),
  z
    .union([z.string(), z.number(), z.boolean()])
    .or(z.object({ secret: z.string() }))
    .catch(''),
);

export interface ReadProjects {
  /** The inventory in which each service has its project as Compose reads it. */
  readonly raw: RawInventory;
  /** By id of the service. */
  readonly projects: ReadonlyMap<string, Project>;
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the folders that a project was read from, or takes along. */
  readonly sources: readonly LabSource[];
}

/** Reads the Compose projects of all services, those of the inventory's own files and those in folders. */
export function readProjects(
  raw: RawInventory,
  folders: ReadonlyMap<string, ProjectFolder>,
  memory?: ParseMemory,
  leftOut: LeftOut = NOBODY,
  excuses: Excuses = createExcuses(raw),
): ReadProjects {
  const diagnostics: Diagnostic[] = [];
  const projects = new Map<string, Project>();
  const sources: LabSource[] = [];
  const services = new Map<string, Entry>();
  const lab = variablesOf(raw.lab.get('variables')?.value, raw.lab.get('timezone')?.value ?? DEFAULT_TIMEZONE);
  const strictness = raw.lab.get('compose')?.value;
  for (const [id, entry] of raw.sections.services) {
    const { value } = entry;
    const watched = watchFolder(folders.get(id));
    const folder = watched?.folder;
    const inline = isRecord(value) ? value['compose'] : undefined;
    if (leftOut.has(id) || !isRecord(value) || (inline === undefined && !folder)) {
      services.set(id, entry);
      continue;
    }
    const at: Placed = { origin: entry.origin, path: inline === undefined ? [] : ['compose'] };
    const reading = createReading(id, entry, folder, strictnessOf(value['undecided'], strictness).variables, diagnostics, memory, excuses);
    const source = isRecord(inline) ? { value: inline, at } : { files: filesOf(inline), at };
    const project =
      inline === undefined && folder?.files.size === 0 ? undefined : readProject(source, settingsOf(value, raw, lab), reading);
    if (project) projects.set(id, project);
    if (watched) sources.push(...usedFiles(watched, project?.companions ?? []));
    const { compose: _before, ...rest } = value;
    services.set(id, { ...entry, value: project ? { ...rest, compose: project.compose } : rest });
  }
  return { raw: { ...raw, sections: { ...raw.sections, services } }, projects, diagnostics, sources };
}

function filesOf(value: unknown): readonly string[] | undefined {
  const names = [value].flat().filter((each): each is string => typeof each === 'string');
  return names.length > 0 ? names : undefined;
}

function settingsOf(service: Record<string, unknown>, raw: RawInventory, lab: ReadonlyMap<string, Variable>): ProjectSettings {
  const runsOn = String(service['runs-on']);
  const machine = (raw.sections.hosts.get(runsOn) ?? raw.sections.guests.get(runsOn))?.value;
  const name = typeof service['project'] === 'string' ? service['project'] : undefined;
  const profiles = [isRecord(machine) ? machine['profiles'] : [], service['profiles']].flat();
  const data = Array.isArray(service['data']) ? service['data'] : [];
  const state = data.flatMap((each: unknown) => (isRecord(each) && typeof each['path'] === 'string' ? [normalize(each['path'])] : []));
  const defaults = new Map([...lab, ...variablesOf(isRecord(machine) ? machine['variables'] : undefined, undefined)]);
  return {
    variables: variablesOf(service['variables'], undefined),
    defaults,
    profiles: profiles.filter((each): each is string => typeof each === 'string'),
    name,
    isState: (path) => state.some((each) => normalize(path) === each || normalize(path).startsWith(`${each}/`)),
  };
}

function variablesOf(table: unknown, timezone: unknown): Map<string, Variable> {
  const read = variableTable.safeParse(table ?? {});
  const entries = Object.entries(read.success ? read.data : {}).map(([name, value]): [string, Variable] => [
    name,
    typeof value === 'object' ? { secret: value.secret, name } : { value: String(value) },
  ]);
  return new Map([...(typeof timezone === 'string' ? [['TZ', { value: timezone }] as const] : []), ...entries]);
}

function createReading(
  id: string,
  entry: Entry,
  folder: ProjectFolder | undefined,
  unset: 'refuse' | 'warn',
  diagnostics: Diagnostic[],
  memory: ParseMemory | undefined,
  excuses: Excuses,
): Reading {
  const names = new Set<string>();
  const reported = new Set<string>();
  const secrets = new Set<string>();
  const report: Reading['report'] = (code, at, message, { hint, paste, severity = 'error' as 'error' | 'warning' } = {}) => {
    const span: Span = 'file' in at ? at : spanOf(at);
    // What several services extend, or an alias repeats, is one mistake.
    const key = `${code} ${span.file}:${span.line}:${span.col} ${hint}`;
    // A part of a secret may look like the name of a variable, which nobody should read in a message; and what a secret has become when the
    // project was put together is the same secret.
    const place = `${span.file}:${span.line}:${span.col}`;
    if (reported.has(key) || (/^(?:variable-|secret-literal)/.test(code) && secrets.has(place))) return;
    reported.add(key);
    if (code === 'secret-literal') secrets.add(place);
    diagnostics.push({ code, severity, message, at: span, ...(hint === undefined ? {} : { hint }), ...(paste ? { paste } : {}) });
  };
  const secret = secretOfVariables(entry.value);
  return {
    id,
    places: new Places(),
    excuses,
    ...(secret === undefined ? {} : { variablesSecret: secret }),
    ...(folder ? { folder } : {}),
    parse: (source) => (memory ? parseRemembered(source, memory) : parseYaml(source)),
    report,
    reportUnset(name, at) {
      if (names.has(name)) return;
      names.add(name);
      report('variable-unset', at, `Nothing says what ${name} is for ${id}; Compose would put nothing in its place.`, {
        hint: `Add variables: { ${name}: <value> } to the service, its machine or the lab, or a default: \${${name}:-…}. For a secret: variables: { ${name}: { secret: <id> } }.`,
        paste: variableLines(entry, name),
        ...(unset === 'warn' ? { severity: 'warning' } : {}),
      });
    },
  };
}

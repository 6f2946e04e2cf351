/**
 * Stands for `pvesh`, `pvesm` and `proxmox-backup-manager`: `proxmox-stand-in.ts <program> <arguments>…`, as far as generated scripts call them.
 * Takes what `proxmox-schema.ts` takes, and keeps what it is told in the file that STAND_IN_STATE names. What it refuses is noted there too, since
 * a script may look away.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { datastoreCreate, datastoreUpdate, JOBS, jobCreate, jobSet, storageAdd, storageSet } from './proxmox-schema.ts';

type Entry = Record<string, string>;
type Kind = 'jobs' | 'storages' | 'datastores' | 'prune-job' | 'verify-job';
export type StandInState = { [kind in Kind]: Record<string, Entry> } & { refused: string[]; passwords: string };

const file = process.env['STAND_IN_STATE'] ?? '';
const state = JSON.parse(readFileSync(file, 'utf8')) as StandInState;
const [program = '', ...words] = process.argv.slice(2);

/** It is not as it should be, whatever the script makes of that. */
function refuse(why: string): never {
  state.refused.push(`${program} ${words.join(' ')}: ${why}`);
  save();
  return end(`${why}\n`, 255);
}
/** An answer that a script may ask for. */
function absent(what: string): never {
  return end(`${what} does not exist\n`, 2);
}
function end(said: string, code: number): never {
  process.stderr.write(said);
  process.exit(code);
}
function save(): void {
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`);
}
const answer = (data: unknown): void => void process.stdout.write(`${JSON.stringify(data)}\n`);

/** Options of the form `--key value`. One that may be there more often is a list. */
function optionsOf(args: readonly string[]): { options: Entry; deleted: string[] } {
  const options: Entry = {};
  const deleted: string[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at] ?? '';
    const value = args[at + 1];
    if (!key.startsWith('--') || value === undefined) refuse(`${key} is no option with a value`);
    if (key === '--delete') deleted.push(value);
    else if (key.slice(2) in options) refuse(`${key} is there twice`);
    else options[key.slice(2)] = value;
  }
  return { options, deleted };
}

function checked(schema: ZodType, value: Entry): Entry {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue) refuse(`${issue.path.join('.')}: ${issue.message}`);
  return value;
}

function create(kind: Kind, id: string, entry: Entry): void {
  if (id in state[kind]) refuse(`${id} is there already`);
  state[kind][id] = entry;
}
function update(kind: Kind, id: string, entry: Entry): void {
  const before = state[kind][id];
  if (!before) refuse(`there is no ${id}`);
  state[kind][id] = { ...before, ...entry };
}

const [first = '', second = '', third = ''] = words;
const rest = words.slice(2);
const format = (args: readonly string[]) => {
  const { options } = optionsOf(args);
  if (
    Object.keys(options).some((key) => key !== 'output-format') ||
    !['json', 'json-pretty', 'text', undefined].includes(options['output-format'])
  )
    refuse('asks with options that it does not have');
};

if (program === 'pvesh') pvesh();
else if (program === 'pvesm') pvesm();
else if (program === 'proxmox-backup-manager') backupManager();
else refuse('no such program');
save();

function pvesh(): void {
  const [, kind = '', id] = /^\/(cluster\/backup|storage)(?:\/([^/]+))?$/.exec(second) ?? refuse(`${second} is no path that is known`);
  const table = kind === 'storage' ? 'storages' : 'jobs';
  if (first === 'get') {
    format(rest);
    answer(id === undefined ? Object.values(state[table]) : (state[table][id] ?? absent(second)));
  } else if (table === 'storages') refuse('storages are made by pvesm');
  else if (first === 'delete' && id !== undefined) {
    if (!(id in state.jobs)) refuse(`there is no ${id}`);
    delete state.jobs[id];
  } else {
    const { options, deleted } = optionsOf(rest);
    const { storage } = options;
    if (deleted.length > 0) refuse('deletes options');
    if (storage !== undefined && !(storage in state.storages)) refuse(`there is no storage ${storage}`);
    if (first === 'create' && id === undefined) create('jobs', options['id'] ?? '', checked(jobCreate, options));
    else if (first === 'set' && id !== undefined) update('jobs', id, checked(jobSet, options));
    else refuse('no such call');
  }
}

function pvesm(): void {
  if (first === 'add' && second === 'pbs') {
    const { options } = optionsOf(words.slice(3));
    if (options['disable'] !== '1') refuse('without a password it cannot be reached, so it has to be switched off');
    create('storages', third, { ...checked(storageAdd, { storage: third, ...options }), type: 'pbs' });
  } else if (first === 'set') {
    const { options } = optionsOf(rest);
    if (options['disable'] === '0' && !existsSync(`${state.passwords}/${second}.pw`)) refuse('it has no password');
    update('storages', second, checked(storageSet, options));
  } else refuse('no such call');
}

function backupManager(): void {
  const table = first === 'datastore' ? 'datastores' : first === 'prune-job' || first === 'verify-job' ? first : refuse('no such call');
  if (second === 'show') {
    format(words.slice(3));
    answer(state[table][third] ?? absent(third));
  } else if (second !== 'create' && second !== 'update') refuse('no such call');
  else if (table === 'datastores') datastore(second);
  else job(table, second);
}

function datastore(call: 'create' | 'update'): void {
  if (call === 'update') {
    update('datastores', third, checked(datastoreUpdate, optionsOf(words.slice(3)).options));
    return;
  }
  const [path = ''] = words.slice(3);
  const { 'reuse-datastore': reuse, ...entry } = checked(datastoreCreate, { name: third, path, ...optionsOf(words.slice(4)).options });
  if (existsSync(`${path}/.chunks`) !== (reuse === 'true')) refuse('the folder holds a datastore, or does not');
  create('datastores', third, entry);
}

function job(kind: 'prune-job' | 'verify-job', call: 'create' | 'update'): void {
  const schema = JOBS[kind];
  const known: readonly string[] = schema.options;
  const { options, deleted } = optionsOf(words.slice(3));
  const { store } = options;
  if (store !== undefined && !(store in state.datastores)) refuse(`there is no datastore ${store}`);
  if (call === 'create') {
    if (deleted.length > 0) refuse('deletes options of what is new');
    create(kind, third, checked(schema.create, { id: third, ...options }));
  } else {
    update(kind, third, checked(schema.update, options));
    for (const key of deleted) {
      if (!known.includes(key) || key in options) refuse(`${key} cannot be deleted`);
      delete state[kind][third]?.[key];
    }
  }
}

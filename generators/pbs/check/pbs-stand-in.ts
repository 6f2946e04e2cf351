/** Stands for `proxmox-backup-manager`: `pbs-stand-in.ts <program> <arguments>…`, as far as the generated script calls it. */

import { existsSync } from 'node:fs';
import {
  absent,
  answer,
  checked,
  checkFormat,
  create,
  optionsOf,
  readCall,
  refuse,
  save,
  update,
} from '../../../tools/verify/stand-in-call.ts';
import { datastoreCreate, datastoreUpdate, JOBS, type PbsTable } from './pbs-schema.ts';

const call = readCall<PbsTable>();
const { words } = call;
const { tables } = call.state;
const [first = '', second = '', third = ''] = words;

const table = first === 'datastore' ? 'datastores' : first === 'prune-job' || first === 'verify-job' ? first : refuse(call, 'no such call');
if (second === 'show') {
  checkFormat(call, words.slice(3));
  answer(tables[table][third] ?? absent(third));
} else if (second !== 'create' && second !== 'update') refuse(call, 'no such call');
else if (table === 'datastores') datastore(second);
else job(table, second);
save(call);

function datastore(change: 'create' | 'update'): void {
  if (change === 'update') {
    update(call, 'datastores', third, checked(call, datastoreUpdate, optionsOf(call, words.slice(3)).options));
    return;
  }
  const [path = ''] = words.slice(3);
  const given = { name: third, path, ...optionsOf(call, words.slice(4)).options };
  const { 'reuse-datastore': reuse, ...entry } = checked(call, datastoreCreate, given);
  if (existsSync(`${path}/.chunks`) !== (reuse === 'true')) refuse(call, 'the folder holds a datastore, or does not');
  create(call, 'datastores', third, entry);
}

function job(kind: 'prune-job' | 'verify-job', change: 'create' | 'update'): void {
  const schema = JOBS[kind];
  const known: readonly string[] = schema.options;
  const { options, deleted } = optionsOf(call, words.slice(3));
  const { store } = options;
  if (store !== undefined && !(store in tables.datastores)) refuse(call, `there is no datastore ${store}`);
  if (change === 'create') {
    if (deleted.length > 0) refuse(call, 'deletes options of what is new');
    create(call, kind, third, checked(call, schema.create, { id: third, ...options }));
  } else {
    update(call, kind, third, checked(call, schema.update, options));
    for (const key of deleted) {
      if (!known.includes(key) || key in options) refuse(call, `${key} cannot be deleted`);
      delete tables[kind][third]?.[key];
    }
  }
}

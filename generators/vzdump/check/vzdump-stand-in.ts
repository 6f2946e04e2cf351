/** Stands for `pvesh` and `pvesm`: `vzdump-stand-in.ts <program> <arguments>…`, as far as the generated script calls them. */

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
import { jobCreate, jobSet, storageAdd, storageSet, type VzdumpTable } from './vzdump-schema.ts';

const call = readCall<VzdumpTable>();
const { program, words } = call;
const { tables, etc } = call.state;
const [first = '', second = '', third = ''] = words;
const rest = words.slice(2);

if (program === 'pvesh') pvesh();
else if (program === 'pvesm') pvesm();
else refuse(call, 'no such program');
save(call);

function pvesh(): void {
  const [, kind = '', id] =
    /^\/(cluster\/backup|storage)(?:\/([^/]+))?$/.exec(second) ?? refuse(call, `${second} is no path that is known`);
  const table = kind === 'storage' ? 'storages' : 'jobs';
  if (first === 'get') {
    checkFormat(call, rest);
    answer(id === undefined ? Object.values(tables[table]) : (tables[table][id] ?? absent(second)));
  } else if (table === 'storages') refuse(call, 'storages are made by pvesm');
  else if (first === 'delete' && id !== undefined) {
    if (!(id in tables.jobs)) refuse(call, `there is no ${id}`);
    delete tables.jobs[id];
  } else {
    const { options, deleted } = optionsOf(call, rest);
    const { storage } = options;
    if (deleted.length > 0) refuse(call, 'deletes options');
    if (storage !== undefined && !(storage in tables.storages)) refuse(call, `there is no storage ${storage}`);
    if (first === 'create' && id === undefined) create(call, 'jobs', options['id'] ?? '', checked(call, jobCreate, options));
    else if (first === 'set' && id !== undefined) update(call, 'jobs', id, checked(call, jobSet, options));
    else refuse(call, 'no such call');
  }
}

function pvesm(): void {
  if (first === 'add' && second === 'pbs') {
    const { options } = optionsOf(call, words.slice(3));
    if (options['disable'] !== '1') refuse(call, 'without a password it cannot be reached, so it has to be switched off');
    create(call, 'storages', third, { ...checked(call, storageAdd, { storage: third, ...options }), type: 'pbs' });
  } else if (first === 'set') {
    const { options } = optionsOf(call, rest);
    if (options['disable'] === '0' && !existsSync(`${etc}/pve/priv/storage/${second}.pw`)) refuse(call, 'it has no password');
    update(call, 'storages', second, checked(call, storageSet, options));
  } else refuse(call, 'no such call');
}

/** Stands for `pvesh`: `pve-access-stand-in.ts pvesh <command> <path> <options>…`, as far as the script calls it. */

import { absent, answer, optionsOf, readCall, refuse, save, type TableEntry } from '../../../tools/verify/stand-in-call.ts';
import { faultOf } from './pve/check-request.ts';
import { Description } from './pve/description.ts';

export type AccessTable = 'api' | 'users' | 'roles' | 'acl' | 'tokens' | 'pools' | 'mappings' | 'guests' | 'devices';

const METHODS: Readonly<Record<string, string>> = { get: 'GET', create: 'POST', set: 'PUT', delete: 'DELETE' };

const call = readCall<AccessTable>();
const { tables } = call.state;
const [command = '', path = ''] = call.words;
const method = METHODS[command] ?? refuse(call, 'no such command');
const operation =
  new Description(tables.api['description']?.['file'] ?? '').operation(method, path) ?? refuse(call, 'the API has no such operation');
const { options: all } = optionsOf(
  call,
  call.words.slice(2).flatMap((word) => (word === '--delete' ? ['--remove'] : [word])),
);
const { 'output-format': format, remove, ...rest } = all;
const sent: TableEntry = remove === undefined ? rest : { ...rest, delete: remove };
if (format !== undefined && format !== 'json') refuse(call, `${format} is no format that the script can read`);
const fault = faultOf(operation, new Map(Object.entries(sent).map(([name, value]) => [name, [value]])));
if (fault !== undefined) refuse(call, fault);
const { userid = '', tokenid = '', roleid = '', id = '', vmid = '', node = '' } = operation.path;

const PLAYED: Readonly<Record<string, () => void>> = {
  'GET /pools': () => answer(Object.keys(tables.pools).map((poolid) => ({ poolid }))),
  'POST /pools': () => make('pools', sent['poolid'], sent),
  'PUT /pools': () => addToPool(sent['poolid'] ?? '', (sent['vms'] ?? '').split(',')),
  'GET /cluster/resources': () => answer(Object.entries(tables.guests).map(([of, guest]) => ({ vmid: Number(of), ...guest }))),
  'GET /cluster/mapping/pci/{id}': () => answer(tables.mappings[id] ?? absent(id)),
  'POST /cluster/mapping/pci': () => make('mappings', sent['id'], sent),
  'PUT /cluster/mapping/pci/{id}': () => change('mappings', id, { id, ...sent }),
  'GET /access/roles': () => answer(Object.values(tables.roles)),
  'POST /access/roles': () => make('roles', sent['roleid'], sent),
  'PUT /access/roles/{roleid}': () => change('roles', roleid, { roleid, ...sent }),
  'DELETE /access/roles/{roleid}': () => drop('roles', roleid),
  'GET /access/users': () => answer(Object.values(tables.users)),
  'POST /access/users': makeUser,
  'DELETE /access/users/{userid}': dropUser,
  'GET /access/acl': () =>
    answer(Object.values(tables.acl).map((entry) => ({ ...entry, propagate: Number(entry['propagate']), type: 'user' }))),
  'PUT /access/acl': rights,
  'GET /access/users/{userid}/token': () => answer(Object.values(tables.tokens).filter(({ user }) => user === userid)),
  'POST /access/users/{userid}/token/{tokenid}': makeToken,
  'GET /nodes/{node}/lxc/{vmid}/config': () => {
    const guest = tables.guests[vmid];
    answer(guest?.['node'] === node && guest['type'] === 'lxc' ? { hostname: vmid } : absent(`${node}/${vmid}`));
  },
  'PUT /nodes/{node}/lxc/{vmid}/config': () => {
    tables.devices[`${node}/${vmid}`] = { ...tables.devices[`${node}/${vmid}`], ...sent };
  },
};
const what = `${method} ${operation.template}`;
(PLAYED[what] ?? (() => refuse(call, `${what} is nothing that the stand-in plays`)))();
save(call);

function addToPool(pool: string, members: readonly string[]): void {
  for (const member of members) {
    const guest = tables.guests[member] ?? refuse(call, `there is no guest ${member}`);
    if (guest['pool'] !== undefined) refuse(call, `${member} is in the pool ${guest['pool']}`);
    guest['pool'] = pool;
  }
}

function makeUser(): void {
  if ('password' in sent) refuse(call, 'a password is an argument, which every user of the machine can read');
  make('users', sent['userid'], sent);
}

/** Its rights and tokens go with it. */
function dropUser(): void {
  for (const [key, { ugid }] of Object.entries(tables.acl)) if (ugid === userid) delete tables.acl[key];
  for (const [key, { user }] of Object.entries(tables.tokens)) if (user === userid) delete tables.tokens[key];
  drop('users', userid);
}

function makeToken(): void {
  if (!tables.users[userid]) refuse(call, `there is no user ${userid}`);
  const value = `${String(Object.keys(tables.tokens).length).padStart(8, '0')}-1111-2222-3333-444444444444`;
  make('tokens', `${userid}!${tokenid}`, { user: userid, tokenid, value, ...sent });
  answer({ 'full-tokenid': `${userid}!${tokenid}`, info: { privsep: sent['privsep'] ?? '1' }, value });
}

function rights(): void {
  const { path: of = '', roles = '', users = '', propagate = '1' } = sent;
  const key = `${of} ${roles} ${users}`;
  if (sent['delete'] === '1') {
    drop('acl', key);
    return;
  }
  if (!tables.roles[roles]) refuse(call, `there is no role ${roles}`);
  if (!tables.users[users]) refuse(call, `there is no user ${users}`);
  tables.acl[key] = { path: of, roleid: roles, ugid: users, propagate };
}

function make(table: AccessTable, key = '', entry: TableEntry = {}): void {
  if (key in tables[table]) refuse(call, `${key} is there already`);
  tables[table][key] = entry;
}

function change(table: AccessTable, key: string, entry: TableEntry): void {
  if (!(key in tables[table])) refuse(call, `there is no ${key}`);
  tables[table][key] = entry;
}

function drop(table: AccessTable, key: string): void {
  if (!(key in tables[table])) refuse(call, `there is no ${key}`);
  delete tables[table][key];
}

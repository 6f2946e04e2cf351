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
play(`${method} ${operation.template}`);
save(call);

function play(what: string): void {
  const { userid = '', tokenid = '', roleid = '', id = '', vmid = '', node = '' } = operation.path;
  switch (what) {
    case 'GET /pools':
      return answer(Object.keys(tables.pools).map((poolid) => ({ poolid })));
    case 'POST /pools':
      return make('pools', sent['poolid'], sent);
    case 'PUT /pools':
      for (const member of (sent['vms'] ?? '').split(',')) {
        const guest = tables.guests[member] ?? refuse(call, `there is no guest ${member}`);
        if (guest['pool'] !== undefined) refuse(call, `${member} is in the pool ${guest['pool']}`);
        guest['pool'] = sent['poolid'] ?? '';
      }
      return;
    case 'GET /cluster/resources':
      return answer(Object.entries(tables.guests).map(([of, guest]) => ({ vmid: Number(of), ...guest })));
    case 'GET /cluster/mapping/pci/{id}':
      return answer(tables.mappings[id] ?? absent(id));
    case 'POST /cluster/mapping/pci':
      return make('mappings', sent['id'], sent);
    case 'PUT /cluster/mapping/pci/{id}':
      tables.mappings[id] = { id, ...sent };
      return;
    case 'GET /access/roles':
      return answer(Object.values(tables.roles));
    case 'POST /access/roles':
      return make('roles', sent['roleid'], sent);
    case 'PUT /access/roles/{roleid}':
      if (!tables.roles[roleid]) refuse(call, `there is no role ${roleid}`);
      tables.roles[roleid] = { roleid, ...sent };
      return;
    case 'DELETE /access/roles/{roleid}':
      return drop('roles', roleid);
    case 'GET /access/users':
      return answer(Object.values(tables.users));
    case 'POST /access/users':
      if ('password' in sent) refuse(call, 'a password is an argument, which every user of the machine can read');
      return make('users', sent['userid'], sent);
    case 'DELETE /access/users/{userid}':
      for (const [key, { ugid }] of Object.entries(tables.acl)) if (ugid === userid) delete tables.acl[key];
      for (const [key, { user }] of Object.entries(tables.tokens)) if (user === userid) delete tables.tokens[key];
      return drop('users', userid);
    case 'GET /access/acl':
      return answer(Object.values(tables.acl).map((entry) => ({ ...entry, propagate: Number(entry['propagate']), type: 'user' })));
    case 'PUT /access/acl':
      return rights();
    case 'GET /access/users/{userid}/token':
      return answer(Object.values(tables.tokens).filter(({ user }) => user === userid));
    case 'POST /access/users/{userid}/token/{tokenid}': {
      if (!tables.users[userid]) refuse(call, `there is no user ${userid}`);
      const value = `${String(Object.keys(tables.tokens).length).padStart(8, '0')}-1111-2222-3333-444444444444`;
      make('tokens', `${userid}!${tokenid}`, { user: userid, tokenid, value, ...sent });
      return answer({ 'full-tokenid': `${userid}!${tokenid}`, info: { privsep: sent['privsep'] ?? '1' }, value });
    }
    case 'GET /nodes/{node}/lxc/{vmid}/config': {
      const guest = tables.guests[vmid];
      return answer(guest?.['node'] === node && guest['type'] === 'lxc' ? { hostname: vmid } : absent(`${node}/${vmid}`));
    }
    case 'PUT /nodes/{node}/lxc/{vmid}/config':
      tables.devices[`${node}/${vmid}`] = { ...tables.devices[`${node}/${vmid}`], ...sent };
      return;
    default:
      return refuse(call, `${what} is nothing that the stand-in plays`);
  }
}

function rights(): void {
  const { path: of = '', roles = '', users = '', propagate = '1' } = sent;
  const key = `${of} ${roles} ${users}`;
  if (sent['delete'] === '1') return drop('acl', key);
  if (!tables.roles[roles]) refuse(call, `there is no role ${roles}`);
  if (!tables.users[users]) refuse(call, `there is no user ${users}`);
  tables.acl[key] = { path: of, roleid: roles, ugid: users, propagate };
}

function make(table: AccessTable, key = '', entry: TableEntry = {}): void {
  if (key in tables[table]) refuse(call, `${key} is there already`);
  tables[table][key] = entry;
}

function drop(table: AccessTable, key: string): void {
  if (!(key in tables[table])) refuse(call, `there is no ${key}`);
  delete tables[table][key];
}

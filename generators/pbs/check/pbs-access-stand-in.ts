/** Stands for `proxmox-backup-manager`: `pbs-access-stand-in.ts <program> <arguments>…`, as far as `access.sh` calls it. */

import { z } from 'zod';
import { answer, checked, checkFormat, optionsOf, readCall, refuse, save } from '../../../tools/verify/stand-in-call.ts';

export type PbsAccessTable = 'users' | 'tokens' | 'acl';

// Written from the public API documentation of Proxmox Backup Server 4; unknown options are refused, as that program does.
const userId = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*@pbs$/);
const tokenName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
const userCreate = z.strictObject({ userid: userId, comment: z.string().max(128).optional() });
const ROLES = ['DatastoreBackup', 'DatastoreAudit', 'Audit'] as const;
const aclUpdate = z.strictObject({
  path: z.string().regex(/^\/(datastore\/[\w.-]{3,32}|system\/status)$/),
  role: z.enum(ROLES),
  'auth-id': z.string(),
});

const call = readCall<PbsAccessTable>();
const { words } = call;
const { tables } = call.state;
const [first = '', second = '', third = '', fourth = ''] = words;

const PLAYED: Readonly<Record<string, () => void>> = {
  'user list': () => list(2, Object.values(tables.users)),
  'acl list': () =>
    list(
      2,
      Object.values(tables.acl).map((entry) => ({ ...entry, propagate: 1, ugid_type: 'user' })),
    ),
  'user list-tokens': () => {
    known(third);
    list(
      3,
      Object.values(tables.tokens).flatMap(({ user, tokenid }) => (user === third ? [{ tokenid }] : [])),
    );
  },
  'user create': () => {
    if (third in tables.users) refuse(call, `${third} is there already`);
    tables.users[third] = checked(call, userCreate, { userid: third, ...optionsOf(call, words.slice(3)).options });
  },
  'user remove': () => {
    known(third);
    delete tables.users[third];
    for (const [id, { user }] of Object.entries(tables.tokens)) if (user === third) delete tables.tokens[id];
    for (const [key, { ugid = '' }] of Object.entries(tables.acl))
      if (ugid === third || ugid.startsWith(`${third}!`)) delete tables.acl[key];
  },
  'user generate-token': () => {
    known(third);
    const tokenid = `${third}!${fourth}`;
    if (!tokenName.safeParse(fourth).success || tokenid in tables.tokens) refuse(call, `${tokenid} is there already, or is no name`);
    const value = `${String(Object.keys(tables.tokens).length).padStart(8, '0')}-5555-6666-7777-888888888888`;
    tables.tokens[tokenid] = { user: third, tokenid, value };
    process.stdout.write(`Result: ${JSON.stringify({ tokenid, value }, null, 2)}\n`);
  },
  'acl update': () => {
    const { delete: gone, ...options } = optionsOf(
      call,
      words.slice(4).map((word) => (word === '--delete' ? '--remove' : word)),
    ).options;
    const { remove, ...rest } = options;
    const {
      path = '',
      role = '',
      'auth-id': ugid = '',
    } = checked(call, remove === undefined ? aclUpdate : aclUpdate.partial(), { path: third, role: fourth, ...rest });
    const key = `${path} ${role} ${ugid}`;
    if (gone !== undefined) refuse(call, 'delete is there twice');
    if (remove === 'true') delete tables.acl[key];
    else if (remove !== undefined) refuse(call, `${remove} is no truth`);
    else if (!(ugid in tables.users) && !(ugid in tables.tokens)) refuse(call, `there is no ${ugid}`);
    else tables.acl[key] = { path, roleid: role, ugid };
  },
};
(PLAYED[`${first} ${second}`] ?? (() => refuse(call, 'no such call')))();
save(call);

function list(from: number, entries: readonly object[]): void {
  checkFormat(call, words.slice(from));
  answer(entries);
}

function known(user: string): void {
  if (!(user in tables.users)) refuse(call, `there is no user ${user}`);
}

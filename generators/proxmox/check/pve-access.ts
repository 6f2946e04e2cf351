import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { type Outcome, type ScriptSandbox, scriptSandbox } from '../../../tools/verify/script-sandbox.ts';
import { apiDescription } from '../tool.ts';
import type { AccessTable } from './pve-access-stand-in.ts';

const STAND_IN = fileURLToPath(new URL('pve-access-stand-in.ts', import.meta.url));

const right = z.strictObject({ path: z.string(), role: z.string(), propagate: z.boolean() });
export const accessDocument = z.strictObject({
  pool: z.string().nullable(),
  members: z.array(z.int()),
  mappings: z.record(z.string(), z.string()),
  roles: z.record(z.string(), z.array(z.string())),
  users: z.record(z.string(), z.array(right)),
  devices: z.array(z.looseObject({ node: z.string(), vmid: z.int() })),
});
export type AccessDocument = z.infer<typeof accessDocument>;

/** Paths of the API that the script asks; the whole description takes too long to read for each call. */
const ASKED = /^\/(access|pools|cluster\/mapping|cluster\/resources|nodes\/\{node\}\/lxc\/\{vmid\}\/config)/;
const FOREIGN_ACL = { path: '/', roleid: 'Administrator', ugid: 'ada@pve', propagate: '1' };

/**
 * The script is run with a stand-in of `pvesh` that compares each call with the published description of the API. On a cluster with rights of
 * others, and with some of ours from yesterday, it has to end in what access.json says, leave the others alone, show no secret, and change
 * nothing the second time.
 */
export const pveAccessChecker: Checker = {
  id: 'proxmox-access',
  title: 'Users and rights of Proxmox VE',
  ourReading: true,
  needs: apiDescription,
  async check(files, { root, argv: [description = ''] }) {
    const folders = new Map<string, Promise<string | undefined>>();
    return Promise.all(
      files.map(async ({ path }): Promise<Judgement> => {
        const folder = join(root, dirname(path));
        const judging = folders.get(folder) ?? judge(folder, description);
        folders.set(folder, judging);
        const fault = await judging;
        return { path, ok: fault === undefined, detail: fault ?? '' };
      }),
    );
  },
};

async function judge(folder: string, description: string): Promise<string | undefined> {
  const names = ['apply.sh', 'apply.settings', 'access.json'];
  const [script = '', settings = '', text = ''] = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const read = accessDocument.safeParse(JSON.parse(text));
  if (!read.success) return read.error.issues.map(({ path, message }) => `access.json ${path.join('.')}: ${message}`)[0];
  const home = await mkdtemp(join(tmpdir(), 'rackbook-access-'));
  const { paths } = JSON.parse(await readFile(description, 'utf8')) as { paths: Record<string, unknown> };
  const file = join(home, 'description.json');
  await writeFile(file, JSON.stringify({ paths: Object.fromEntries(Object.entries(paths).filter(([path]) => ASKED.test(path))) }));
  const sandbox = await scriptSandbox<AccessTable>({ file: STAND_IN, programs: ['pvesh'], tables: before(read.data, file) });
  try {
    return await faultIn(sandbox, script, settings, read.data);
  } finally {
    await sandbox.end();
    await rm(home, { recursive: true });
  }
}

function before({ members, devices }: AccessDocument, file: string) {
  const there = [
    ...members.map((vmid) => ({ vmid, node: 'elsewhere', type: 'qemu' })),
    ...devices.map(({ vmid, node }) => ({ vmid, node, type: 'lxc' })),
  ];
  return {
    api: { description: { file } },
    users: { 'ada@pve': { userid: 'ada@pve' }, 'rackbook-old@pve': { userid: 'rackbook-old@pve' } },
    roles: {
      Administrator: { roleid: 'Administrator', privs: 'Sys.Modify' },
      'rackbook-old': { roleid: 'rackbook-old', privs: 'Sys.Modify' },
    },
    acl: {
      foreign: FOREIGN_ACL,
      '/ rackbook-old rackbook-old@pve': { path: '/', roleid: 'rackbook-old', ugid: 'rackbook-old@pve', propagate: '1' },
      '/ Administrator rackbook-status@pve': { path: '/', roleid: 'Administrator', ugid: 'rackbook-status@pve', propagate: '1' },
    },
    tokens: {},
    pools: {},
    mappings: {},
    guests: Object.fromEntries(there.map(({ vmid, node, type }) => [String(vmid), { node, type }])),
    devices: {},
  };
}

async function faultIn(
  sandbox: ScriptSandbox<AccessTable>,
  script: string,
  settings: string,
  wanted: AccessDocument,
): Promise<string | undefined> {
  const first = await sandbox.run(script, settings);
  if (first.fault !== undefined) return first.fault;
  const secrets = Object.values(first.tables.tokens).map(({ value = '' }) => value);
  if (secrets.some((secret) => first.stdout.includes(secret))) return 'it shows the secret of a token';
  const fault = differs(first, wanted) ?? (await tokenFault(sandbox, first, wanted));
  if (fault !== undefined) return fault;
  const second = await sandbox.run(script, settings);
  if (second.fault !== undefined) return `the second time: ${second.fault}`;
  return same(second.tables, first.tables) ? undefined : 'a second run changes something';
}

function differs({ tables }: Outcome<AccessTable>, { pool, members, mappings, roles, users, devices }: AccessDocument): string | undefined {
  const acl = Object.entries(users).flatMap(([ugid, rights]) =>
    rights.map(({ path, role, propagate }) => ({ path, roleid: role, ugid, propagate: propagate ? '1' : '0' })),
  );
  const pairs: readonly (readonly [what: string, found: unknown, wanted: unknown])[] = [
    ['users', Object.keys(tables.users).sort(), ['ada@pve', ...Object.keys(users)].sort()],
    [
      'roles',
      rolesOf(tables.roles),
      rolesOf({
        ...Object.fromEntries(Object.entries(roles).map(([id, privs]) => [id, { roleid: id, privs: privs.join(',') }])),
        Administrator: { roleid: 'Administrator', privs: 'Sys.Modify' },
      }),
    ],
    ['rights', texts(Object.values(tables.acl)), texts([FOREIGN_ACL, ...acl])],
    ['pools', Object.keys(tables.pools), pool === null ? [] : [pool]],
    [
      'guests of the pool',
      Object.entries(tables.guests).flatMap(([vmid, guest]) => (guest['pool'] === undefined ? [] : [Number(vmid)])),
      members.toSorted((a, b) => a - b),
    ],
    ['mappings', Object.fromEntries(Object.values(tables.mappings).map(({ id = '', map }) => [id, map])), mappings],
    ['devices', texts(Object.values(tables.devices)), texts(devices.map(({ node, vmid, ...given }) => given))],
  ];
  const other = pairs.find(([, found, expected]) => !same(found, expected));
  return other && `its ${other[0]} are not those of access.json: ${JSON.stringify(other[1])}`;
}

/** Each user has a token without a password of its own, and the secret lies where root alone reads it. */
async function tokenFault(
  sandbox: ScriptSandbox<AccessTable>,
  { tables }: Outcome<AccessTable>,
  { users }: AccessDocument,
): Promise<string | undefined> {
  for (const user of Object.keys(users)) {
    const token = tables.tokens[`${user}!rackbook`];
    if (!token) return `${user} has no token`;
    const tool = user.replace(/^rackbook-/, '').replace(/@.*/, '');
    const kept = await sandbox.read(`rackbook/proxmox/${tool}.token`);
    if (kept?.text !== `${user}!rackbook=${token['value']}\n`) return `the file of ${tool} does not hold its token`;
    if ((kept.mode & 0o077) !== 0) return `others than root can read the token of ${tool}`;
  }
  return undefined;
}

const rolesOf = (roles: Readonly<Record<string, Readonly<Record<string, string>>>>) => texts(Object.values(roles));
const texts = (entries: readonly object[]): readonly string[] =>
  entries.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

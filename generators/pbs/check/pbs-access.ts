import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { type ScriptSandbox, scriptSandbox } from '../../../tools/verify/script-sandbox.ts';
import type { PbsAccessTable } from './pbs-access-stand-in.ts';

const STAND_IN = fileURLToPath(new URL('pbs-access-stand-in.ts', import.meta.url));
const document = z.record(z.string(), z.array(z.strictObject({ path: z.string(), role: z.string() })));
const FOREIGN = { path: '/', roleid: 'Admin', ugid: 'ada@pbs' };
const STALE = 'rackbook-old@pbs';

/**
 * The script is run with a stand-in that takes arguments by a schema of our own: beside rights of others, and one of ours from yesterday, it has
 * to end in what access.json says, show no secret, and change nothing the second time.
 */
export const pbsAccessChecker: Checker = {
  id: 'pbs-access',
  title: 'Users of Proxmox Backup Server',
  ourReading: true,
  async check(files, { root }) {
    const folders = new Map<string, Promise<string | undefined>>();
    return Promise.all(
      files.map(async ({ path }): Promise<Judgement> => {
        const folder = join(root, dirname(path));
        const judging = folders.get(folder) ?? judge(folder);
        folders.set(folder, judging);
        const fault = await judging;
        return { path, ok: fault === undefined, detail: fault ?? '' };
      }),
    );
  },
};

/** The files of a folder are judged together. */
async function judge(folder: string): Promise<string | undefined> {
  const names = ['access.sh', 'access.settings', 'access.json'];
  const [script = '', settings = '', text = ''] = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const wanted = document.safeParse(JSON.parse(text));
  if (!wanted.success) return `access.json: ${wanted.error.issues[0]?.message}`;
  const sandbox = await scriptSandbox<PbsAccessTable>({
    file: STAND_IN,
    programs: ['proxmox-backup-manager'],
    tables: {
      users: { 'ada@pbs': { userid: 'ada@pbs' }, [STALE]: { userid: STALE } },
      tokens: {},
      acl: { foreign: FOREIGN, stale: { path: '/datastore/old', roleid: 'DatastoreAudit', ugid: STALE } },
    },
  });
  try {
    return await faultIn(sandbox, script, settings, wanted.data);
  } finally {
    await sandbox.end();
  }
}

async function faultIn(sandbox: ScriptSandbox<PbsAccessTable>, script: string, settings: string, wanted: z.infer<typeof document>) {
  // The script reads the settings by their own name.
  const named = script.replaceAll('access.settings', 'apply.settings');
  const first = await sandbox.run(named, settings);
  if (first.fault !== undefined) return first.fault;
  const { users, tokens, acl } = first.tables;
  if (Object.values(tokens).some(({ value = '' }) => first.stdout.includes(value))) return 'it shows the secret of a token';
  const rights = Object.entries(wanted).flatMap(([token, of]) =>
    of.flatMap(({ path, role }) => [token, token.replace(/!.*/, '')].map((ugid) => ({ path, roleid: role, ugid }))),
  );
  const pairs = [
    ['rights', texts(Object.values(acl)), texts([FOREIGN, ...rights])],
    ['tokens', Object.keys(tokens).sort(), Object.keys(wanted).sort()],
    ['users', Object.keys(users).sort(), ['ada@pbs', ...Object.keys(wanted).map((token) => token.replace(/!.*/, ''))].sort()],
  ] as const;
  const other = pairs.find(([, found, expected]) => JSON.stringify(found) !== JSON.stringify(expected));
  if (other) return `its ${other[0]} are not those of access.json: ${JSON.stringify(other[1])}`;
  for (const [id, { value }] of Object.entries(tokens)) {
    const kept = await sandbox.read(`rackbook/pbs/tokens/${id.replace(/.*!/, '')}.token`);
    if (kept?.text !== `${value}\n` || (kept.mode & 0o077) !== 0) return `the secret of ${id} is not where root alone reads it`;
  }
  const second = await sandbox.run(named, settings);
  if (second.fault !== undefined) return `the second time: ${second.fault}`;
  return JSON.stringify(second.tables) === JSON.stringify(first.tables) ? undefined : 'a second run changes something';
}

const texts = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();

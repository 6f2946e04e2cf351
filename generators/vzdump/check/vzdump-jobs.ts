import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { scriptSandbox } from '../../../tools/verify/script-sandbox.ts';
import { jobCreate, storageAdd, type VzdumpTable } from './vzdump-schema.ts';

const STAND_IN = fileURLToPath(new URL('vzdump-stand-in.ts', import.meta.url));

const wanted = z.strictObject({
  jobs: z.array(jobCreate),
  storages: z.array(storageAdd.extend({ type: z.literal('pbs') })),
});

const FOREIGN = { id: 'nightly', schedule: '21:00', storage: 'local', vmid: '100' };
const STALE = { ...FOREIGN, id: 'rackbook-of-yesterday' };

/**
 * Proxmox VE is in no registry that Rackbook installs from. So the script is run with stand-ins that take arguments by a schema of our own: on a
 * host with a foreign job and a generated one that is no longer declared it has to end in what jobs.json says, a second run has to change
 * nothing, and with `--remove` it has to take its own jobs away and leave the storages, which guests are restored from.
 */
export const vzdumpJobsChecker: Checker = {
  id: 'vzdump-jobs',
  title: 'Proxmox VE backup jobs',
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
  const names = ['apply.sh', 'apply.settings', 'jobs.json'];
  const [script = '', settings = '', text = ''] = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return faultOf(script, settings, text);
}

async function faultOf(script: string, settings: string, text: string): Promise<string | undefined> {
  const read = wanted.safeParse(JSON.parse(text));
  if (!read.success) return read.error.issues.map(({ path, message }) => `jobs.json ${path.join('.')}: ${message}`)[0];
  const { jobs, storages } = read.data;
  const sandbox = await scriptSandbox<VzdumpTable>({
    file: STAND_IN,
    programs: ['pvesh', 'pvesm'],
    tables: { jobs: { [FOREIGN.id]: FOREIGN, [STALE.id]: STALE }, storages: {} },
  });
  try {
    const missing = await sandbox.run(script, settings);
    if (storages.length > 0 && !missing.fault?.includes('There is no file'))
      return 'it goes on without the file with the login of the backup server';
    await sandbox.put('rackbook/pbs/token', 'secret of the token\n');
    for (const { storage } of storages) {
      await sandbox.put(`rackbook/pbs/${storage}.env`, credentials);
      // A key that was made by hand.
      await sandbox.put(`pve/priv/storage/${storage}.enc`, '{}');
    }
    const first = await sandbox.run(script, settings);
    if (first.fault !== undefined) return first.fault;
    const { fingerprint, username } = Object.values(first.tables.storages)[0] ?? {};
    const there = {
      jobs: { [FOREIGN.id]: FOREIGN, ...Object.fromEntries(jobs.map((job) => [job.id, job])) },
      storages: Object.fromEntries(storages.map((storage) => [storage.storage, { ...storage, fingerprint, username }])),
    };
    if (!same(there.jobs, first.tables.jobs)) return `its jobs are not those of jobs.json: ${JSON.stringify(first.tables.jobs)}`;
    if (!same(there.storages, first.tables.storages))
      return `its storages are not those of jobs.json: ${JSON.stringify(first.tables.storages)}`;
    const second = await sandbox.run(script, settings);
    if (second.fault !== undefined) return `the second time: ${second.fault}`;
    if (!same(second.tables, first.tables)) return 'a second run changes something';
    const third = await sandbox.run(script, settings, '--remove');
    if (third.fault !== undefined) return `taken away: ${third.fault}`;
    return same(third.tables, { jobs: { [FOREIGN.id]: FOREIGN }, storages: there.storages })
      ? undefined
      : 'it takes away more or less than its jobs';
  } finally {
    await sandbox.end();
  }
}

const credentials = [
  'PBS_USER=proxmox@pbs!node',
  `PBS_FINGERPRINT=${Array.from({ length: 32 }, () => 'ab').join(':')}`,
  'PBS_PASSWORD_FILE=/etc/rackbook/pbs/token',
  '',
].join('\n');

function same(a: object, b: object): boolean {
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

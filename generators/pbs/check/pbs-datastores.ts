import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { scriptSandbox } from '../../../tools/verify/script-sandbox.ts';
import type { PbsTable } from './pbs-schema.ts';

const STAND_IN = fileURLToPath(new URL('pbs-stand-in.ts', import.meta.url));

/**
 * Proxmox Backup Server is in no registry that Rackbook installs from. So the script is run with a stand-in that takes arguments by a schema
 * of our own: every datastore has to be pruned, freed and verified afterwards, and a second run has to change nothing.
 */
export const pbsDatastoresChecker: Checker = {
  id: 'pbs-datastores',
  title: 'Proxmox Backup Server',
  ourReading: true,
  check: (files, { root }) =>
    Promise.all(
      files.map(async ({ path }): Promise<Judgement> => {
        const beside = ['apply.sh', 'apply.settings'].map((name) => readFile(join(root, dirname(path), name), 'utf8'));
        const [script = '', settings = ''] = await Promise.all(beside);
        const fault = await faultOf(script, settings);
        return { path, ok: fault === undefined, detail: fault ?? '' };
      }),
    ),
};

async function faultOf(script: string, settings: string): Promise<string | undefined> {
  const sandbox = await scriptSandbox<PbsTable>({
    file: STAND_IN,
    programs: ['proxmox-backup-manager'],
    // The disk of a backup server is always there.
    succeeding: ['mountpoint'],
    tables: { datastores: {}, 'prune-job': {}, 'verify-job': {} },
  });
  try {
    const first = await sandbox.run(script, settings);
    if (first.fault !== undefined) return first.fault;
    const { datastores, ...jobs } = first.tables;
    const names = Object.keys(datastores);
    if (names.length === 0) return 'it makes no datastore';
    const lacks = names.flatMap((name) => [
      ...(datastores[name]?.['gc-schedule'] === undefined ? [`the space of ${name} is never freed`] : []),
      ...(Object.values(jobs['verify-job']).some(({ store }) => store === name) ? [] : [`${name} is never verified`]),
    ]);
    const endless = Object.values(jobs['prune-job']).find((job) => !Object.keys(job).some((key) => key.startsWith('keep-')));
    if (lacks[0] !== undefined || endless) return lacks[0] ?? `the job ${endless?.['id']} keeps nothing`;
    const second = await sandbox.run(script, settings);
    if (second.fault !== undefined) return `the second time: ${second.fault}`;
    return JSON.stringify(second.tables) === JSON.stringify(first.tables) ? undefined : 'a second run changes something';
  } finally {
    await sandbox.end();
  }
}

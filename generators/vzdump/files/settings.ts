import { HEADER } from '../../../core/files/header.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { GUEST_JOB_PREFIX } from '../facts/guest-job-id.ts';
import { type Job, KEEP_ALL, type Storage } from './jobs.ts';

/** What `apply.sh` reads. `declared` are the ids of all jobs of the lab, of which `jobs` are those of one host. */
export function applySettings(machine: string, storages: readonly Storage[], jobs: readonly Job[], declared: readonly string[]): string {
  return emitShellSettings(`Backup jobs of ${machine}, and the storages that they write to. ${HEADER}`, {
    values: { prefix: GUEST_JOB_PREFIX, keep: KEEP_ALL },
    lists: {
      storage: storages.map(({ storage, server, port, datastore, encrypted }) => [
        storage,
        server,
        port,
        datastore,
        encrypted ? 'encrypted' : 'plain',
      ]),
      job: jobs.map(({ id, ...options }) => [
        id,
        ...Object.keys(options)
          .sort()
          .flatMap((key) => [`--${key}`, options[key] ?? '']),
      ]),
      declared: declared.map((id) => [id]),
    },
  });
}

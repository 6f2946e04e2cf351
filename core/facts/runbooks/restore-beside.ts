import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import { fileToolOf } from '../../roles/played.ts';
import type { BackupJob } from '../backup/job.ts';
import { isBelow } from '../backup/kept-files.ts';
import { passwordFile, RESTORED, secretsOf } from '../backup/places.ts';
import { beside, REMOVE_RESTORED } from './commands.ts';
import type { RunbookStep } from './runbook.ts';

/** Restores folders of the operating system beside the living ones. */
export function restoreBeside(model: Model, job: BackupJob, paths: readonly string[]): RunbookStep {
  const { seen, ...command } = fileToolOf(model, job).restore(job, paths, RESTORED);
  return {
    id: `restore-beside-${job.policy.id}`,
    title: `Restore ${paths.join(', ')} beside the living ${paths.length === 1 ? 'folder' : 'folders'}`,
    on: job.machine,
    ...command,
    expect: `${seen}. They lie below ${RESTORED}; nothing living has been touched.`,
    undo: { text: 'Remove the copy.', run: REMOVE_RESTORED },
  };
}

/**
 * Copies the secret files out of what lies beside; nothing when they are not in it. The passwords of repositories stay as they are: one of
 * them has just opened its repository, and the copy may be from before it was changed.
 */
export function copySecrets({ machine: on, repositories }: BackupJob, paths: readonly string[]): readonly RunbookStep[] {
  const secrets = secretsOf(on);
  if (!paths.some((path) => isBelow(secrets, path))) return [];
  const passwords = repositories.flatMap((repository) => passwordFile(on, repository) ?? []);
  const left = [...new Set(passwords)].map((file) => `--exclude ${quote(`.${file.slice(secrets.length)}`)} `);
  const [from, to] = [quote(beside(secrets)), quote(secrets)];
  return [
    {
      id: 'secrets',
      title: 'Put the secret files in place',
      on,
      run: `install -d -m 0700 -- ${to} && tar --directory ${from} --anchored --no-wildcards ${left.join('')}--create . | tar --directory ${to} --extract --preserve-permissions && find ${to} -type f`,
      expect:
        'The path of every secret file, and of none what is in it. Owners and modes are those of the backup. Containers read them when they are started the next time.',
      shows: [secrets],
      caution: `A secret that was changed after the last backup becomes the old one again${passwords.length > 0 ? ', but for the passwords of the backups, which are left as they are' : ''}.`,
    },
  ];
}

/** Names what differs between what lies beside and what is there. */
export function compareBeside({ machine: on }: BackupJob, path: string, id: string): RunbookStep {
  return {
    id,
    title: `See what differs from the living ${path}`,
    on,
    run: `diff --recursive --brief --no-dereference -- ${quote(path)} ${quote(beside(path))} || true`,
    expect: 'A line for each file that differs or is on one side only. “Only in” followed by the restored folder names what is missing.',
  };
}

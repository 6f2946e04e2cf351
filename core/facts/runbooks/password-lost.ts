import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { FileBackupTool, PasswordChange } from '../../roles/backup-tool.ts';
import { backupToolOf } from '../../roles/played.ts';
import { openedByPassword, passwordMachines } from '../backup/password-machines.ts';
import { passwordFile } from '../backup/places.ts';
import { storeId } from '../secrets/secret-part.ts';
import { secretStoreOf } from '../secrets/store.ts';
import { typedInto } from './commands.ts';
import { passwordLostId, targetDiedId } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

/** The password of a repository is lost, or another person knows it: one for each that a password opens. */
export function passwordsLost(model: Model): readonly Runbook[] {
  return openedByPassword(model).flatMap((repository) => {
    const tool = backupToolOf(model, repository);
    const [on, ...others] = passwordMachines(model, repository);
    return on && tool.copies === 'files' ? [passwordLost(model, repository, tool, on, others)] : [];
  });
}

function passwordLost(
  model: Model,
  repository: Repository,
  tool: FileBackupTool,
  on: Host | Guest,
  others: readonly (Host | Guest)[],
): Runbook {
  const { title, password, service, target } = repository;
  const file = passwordFile(on, repository) ?? '';
  const change: PasswordChange = { repository, on, file, fresh: `${file}.new`, old: `${file}.old` };
  const steps = tool.changePassword(change);
  return {
    id: passwordLostId(repository),
    kind: 'password-lost',
    title: `The password of ${title} is lost, or known to others`,
    when: `The password of ${title} cannot be found any more, or it may have come into the wrong hands.`,
    text: [
      `The password should be: ${password?.kept ?? 'the inventory does not say where it is kept outside of the lab (secrets.*.kept)'}.`,
      `${on.title} has it in a file, for its timers. As long as that machine works nothing is lost: read it there, and write it down again. The steps after the second change it, which is needed only if another person may know it.`,
      `If no machine has it any more, ${title} can no longer be read: start over, with the last step.`,
    ],
    subjects: [repository.subject, target.subject, ...(service ? [service.subject] : [])],
    steps: [
      read(change),
      ...steps.opens,
      typeNew(change),
      ...steps.add,
      replace(change),
      ...others.map((other) => replaceOn(other, repository)),
      ...keep(model, repository),
      ...steps.remove,
      startOver(repository, on),
    ],
    next: [],
  };
}

function read({ repository: { password }, on, file }: PasswordChange): RunbookStep {
  return {
    id: 'read',
    title: `Read it on ${on.title} and write it down`,
    on,
    run: `cat -- ${quote(file)}`,
    expect: `The password. Put it where it should be${password?.kept === undefined ? '' : `: ${password.kept}`}.`,
    caution: 'It stands on the screen. See that no one looks over your shoulder, and close the window afterwards.',
  };
}

function typeNew({ repository: { password }, on, fresh }: PasswordChange): RunbookStep {
  return {
    id: 'new-password',
    title: 'To change it: type in a new one',
    on,
    run: typedInto(fresh),
    asks: 'a new long password that is used nowhere else',
    expect: `Nothing is asked for: type it, then Enter, then Ctrl and D. Write it down first: ${password?.kept ?? 'in a place outside of the lab'}.`,
    undo: { text: 'Remove it.', run: `rm -f -- ${quote(fresh)}` },
  };
}

function replace({ on, file, fresh, old }: PasswordChange): RunbookStep {
  return {
    id: 'replace',
    title: 'Let the timers use it',
    on,
    run: `test -s ${quote(fresh)} && cp --archive -- ${quote(file)} ${quote(old)} && mv -- ${quote(fresh)} ${quote(file)}`,
    expect: 'No output. If it fails without a word, nothing was typed in: do that step again.',
    undo: {
      text: 'Take the old one back; the new one lies beside it again.',
      run: `mv -- ${quote(file)} ${quote(fresh)} && mv -- ${quote(old)} ${quote(file)}`,
    },
  };
}

function replaceOn(other: Host | Guest, repository: Repository): RunbookStep {
  return {
    id: `replace-${other.id}`,
    title: `Let ${other.title} use it too`,
    on: other,
    run: typedInto(passwordFile(other, repository) ?? ''),
    asks: 'the new password',
    expect: 'Nothing is asked for: type it, then Enter, then Ctrl and D.',
  };
}

/** A deploy would write the one that is in the store. */
function keep(model: Model, { service, password }: Repository): readonly RunbookStep[] {
  const store = secretStoreOf(model);
  if (!store || !service || !password) return [];
  return [
    {
      id: 'store',
      title: 'Put it into the store, else the next deploy brings the old one back',
      on: 'your own computer',
      expect: `npm run secrets -- --set ${storeId(service, password)} asks for it, and ${store.file} has it then. Commit that.`,
    },
  ];
}

function startOver({ location, target }: Repository, on: Host | Guest): RunbookStep {
  return {
    id: 'start-anew',
    title: 'Only if no machine has it: start over',
    on,
    expect: `Do not delete ${location}; rename it, in case the password is found one day. Then make an empty repository in its place with a new password, as after a dead disk, but without the steps of the disk.`,
    ...(target.host && target.medium !== 'object-storage' ? { see: [targetDiedId(target)] } : {}),
  };
}

import type { Model } from '../../../core/contract.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { jobsInto } from '../../../core/facts/backup/of-repository.ts';
import { passwordFile } from '../../../core/facts/backup/places.ts';
import { restic, typedInto } from '../../../core/facts/runbooks/commands.ts';
import { passwordLostId, targetDiedId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';

/** The password of a repository is lost, or somebody else knows it: one for each restic repository. */
export function passwordsLost(model: Model): readonly Runbook[] {
  return model.repositories
    .filter((repository) => repository.type === 'restic' && isRunning(repository))
    .flatMap((repository) => {
      const [on, ...others] = machinesOf(model, repository);
      return on ? [passwordLost(repository, on, others)] : [];
    });
}

/** Machines that have the password, the one that keeps the repository first. */
export function machinesOf(model: Model, repository: Repository): readonly (Host | Guest)[] {
  const copying = jobsInto(model, repository).map(({ machine }) => machine);
  return [...new Set([...(repository.service ? [repository.service.runsOn] : []), ...copying])];
}

function passwordLost(repository: Repository, on: Host | Guest, others: readonly (Host | Guest)[]): Runbook {
  const { title, password, service, target } = repository;
  const file = passwordFile(on, repository) ?? '';
  return {
    id: passwordLostId(repository),
    kind: 'password-lost',
    title: `The password of ${title} is lost, or known to others`,
    when: `Nobody finds the password of ${title} any more, or it may have come into wrong hands.`,
    text: [
      `The password should be: ${password?.kept ?? 'the inventory does not say where it is kept outside of the lab (secrets.*.kept)'}.`,
      `${on.title} has it in a file, for its timers. As long as that machine lives nothing is lost: read it there, and write it down again. The steps after the second change it, which is needed only if somebody else may know it.`,
      `If no machine has it any more, nothing and nobody can read ${title}: start anew, with the last step.`,
    ],
    subjects: [repository.subject, target.subject, ...(service ? [service.subject] : [])],
    steps: [...read(repository, on, file), ...change(repository, on, file, others), startAnew(repository, on)],
    next: [],
  };
}

function read(repository: Repository, on: Host | Guest, file: string): readonly RunbookStep[] {
  return [
    {
      id: 'read',
      title: `Read it on ${on.title} and write it down`,
      on,
      run: `cat -- ${quote(file)}`,
      expect: `The password. Put it where it should be${repository.password?.kept === undefined ? '' : `: ${repository.password.kept}`}.`,
      caution: 'It stands on the screen. See that nobody looks over your shoulder, and close the window afterwards.',
    },
    {
      id: 'keys',
      title: 'See that it opens the repository',
      on,
      run: restic(on, repository, 'key', 'list'),
      expect: 'A line for each password that opens it; the one with * has just been used.',
      shows: ['Created'],
    },
  ];
}

function change(repository: Repository, on: Host | Guest, file: string, others: readonly (Host | Guest)[]): readonly RunbookStep[] {
  const [fresh, old] = [`${file}.new`, `${file}.old`];
  const ids = `${restic(on, repository, 'key', 'list', '--json')} | tr '{' '\\n' | grep '"current":false' | grep -o '"id":"[0-9a-f]*"' | cut -d '"' -f 4`;
  return [
    {
      id: 'new-password',
      title: 'To change it: type in a new one',
      on,
      run: typedInto(fresh),
      asks: 'a new long password that is used nowhere else',
      expect: `Nothing is asked for: type it, then Enter, then Ctrl and D. Write it down first: ${repository.password?.kept ?? 'in a place outside of the lab'}.`,
      undo: { text: 'Remove it.', run: `rm -f -- ${quote(fresh)}` },
    },
    {
      id: 'add',
      title: 'Let it open the repository too',
      on,
      run: restic(on, repository, 'key', 'add', '--new-password-file', fresh),
      expect: '“saved new key”. Both passwords open it now.',
      shows: ['saved new key'],
    },
    {
      id: 'try',
      title: 'Try the new one',
      on,
      run: restic(on, repository, 'snapshots', '--password-file', fresh),
      expect: 'The copies, as always. With “wrong password” go no further.',
      shows: ['snapshots'],
    },
    {
      id: 'replace',
      title: 'Let the timers use it',
      on,
      run: `test -s ${quote(fresh)} && cp --archive -- ${quote(file)} ${quote(old)} && mv -- ${quote(fresh)} ${quote(file)}`,
      expect: 'No output. If it fails without a word, nothing was typed in: do that step again.',
      undo: {
        text: 'Take the old one back; the new one lies beside it again.',
        run: `mv -- ${quote(file)} ${quote(fresh)} && mv -- ${quote(old)} ${quote(file)}`,
      },
    },
    ...others.map((other) => ({
      id: `replace-${other.id}`,
      title: `Let ${other.title} use it too`,
      on: other,
      run: typedInto(passwordFile(other, repository) ?? ''),
      asks: 'the new password',
      expect: 'Nothing is asked for: type it, then Enter, then Ctrl and D.',
    })),
    {
      id: 'remove',
      title: 'Take the old password away from the repository',
      on,
      run: `for id in $(${ids}); do ${restic(on, repository, 'key', 'remove')} "$id"; done`,
      expect: '“removed key” for each password but the new one.',
      shows: ['removed key'],
      caution:
        'This cannot be taken back: afterwards only the new password opens it, and no other that somebody may have added. Whoever copied the repository before can still read that copy with the old one.',
    },
    {
      id: 'clean',
      title: 'Remove the old password from the machine',
      on,
      run: `${restic(on, repository, 'key', 'list')} && rm -f -- ${quote(old)}`,
      expect: 'One line: the new password opens it, and nothing else does.',
      shows: ['Created'],
    },
  ];
}

function startAnew({ location, target }: Repository, on: Host | Guest): RunbookStep {
  return {
    id: 'start-anew',
    title: 'Only if no machine has it: start anew',
    on,
    expect: `Do not delete ${location}; rename it, in case the password is found one day. Then make an empty repository in its place with a new password, as after a dead disk, but without the steps of the disk.`,
    ...(target.host && target.medium !== 'object-storage' ? { see: [targetDiedId(target)] } : {}),
  };
}

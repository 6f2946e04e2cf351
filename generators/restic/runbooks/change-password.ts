import type { PasswordChange, PasswordSteps } from '../../../core/roles/backup-tool.ts';
import { quote } from '../../../formats/shell.ts';
import { restic } from './commands.ts';

/** A repository of restic has any number of passwords: the new one is added and tried before the old one is taken away. */
export function changePassword({ repository, on, fresh, old }: PasswordChange): PasswordSteps {
  const ids = `${restic(on, repository, 'key', 'list', '--json')} | tr '{' '\\n' | grep '"current":false' | grep -o '"id":"[0-9a-f]*"' | cut -d '"' -f 4`;
  return {
    opens: [
      {
        id: 'keys',
        title: 'See that it opens the repository',
        on,
        run: restic(on, repository, 'key', 'list'),
        expect: 'A line for each password that opens it; the one with * has just been used.',
        shows: ['Created'],
      },
    ],
    add: [
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
    ],
    remove: [
      {
        id: 'remove',
        title: 'Take the old password away from the repository',
        on,
        run: `for id in $(${ids}); do ${restic(on, repository, 'key', 'remove')} "$id"; done`,
        expect: '“removed key” for each password but the new one.',
        shows: ['removed key'],
        caution:
          'This cannot be taken back: afterwards only the new password opens it, and no other that may have been added. Whoever copied the repository before can still read that copy with the old one.',
      },
      {
        id: 'clean',
        title: 'Remove the old password from the machine',
        on,
        run: `${restic(on, repository, 'key', 'list')} && rm -f -- ${quote(old)}`,
        expect: 'One line: the new password opens it, and nothing else does.',
        shows: ['Created'],
      },
    ],
  };
}

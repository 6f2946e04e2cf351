import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Secret, SecretPlace, SecretUser } from '../secrets/secret.ts';
import { secretStoreOf } from '../secrets/store.ts';
import type { NotRun, RunbookStep } from './runbook.ts';

// The steps of a runbook that changes secrets. `at` ends the ids of the steps of one of them.

/** Where the new value comes from, and that it is written down where it has to be. */
export function makeSteps(model: Model, { id, make, kept }: Secret, at: number): readonly RunbookStep[] {
  const store = secretStoreOf(model);
  const written = kept === undefined ? '' : ` Write it down where the old one is: ${kept}.`;
  const how =
    make.by === 'random'
      ? 'Make a long random value.'
      : make.how.join(' ') || 'The inventory does not say how it is made (secrets.*.make).';
  const on = 'your own computer, in this repository';
  if (!store) return [{ id: `make-${at}`, title: `${id}: have a new value`, on: 'your own computer', expect: `${how}${written}` }];
  const notRun: NotRun = { reason: 'elsewhere', because: 'It takes what opens the store, which no proof has' };
  const put: RunbookStep =
    make.by === 'random'
      ? { id: `make-${at}`, title: `${id}: make a new value in the store`, on, run: `npm run secrets -- --renew ${quote(id)}`, notRun }
      : {
          id: `make-${at}`,
          title: `${id}: put a new value into the store`,
          on,
          run: `npm run secrets -- --set ${quote(id)}`,
          asks: `the new value. ${how}`,
          notRun,
        };
  return [
    { ...put, expect: `“${id} is in ${store.file} now”. Commit that.${written}` },
    {
      id: `show-${at}`,
      title: `${id}: see it, to type it in by hand`,
      on,
      run: store.show(id),
      expect: 'The new value.',
      caution: 'It stands on the screen. Leave the step out where a deploy does the rest.',
      notRun,
    },
  ];
}

/** On each machine that has it: the new file beside the old one, then in its place. */
export function fileSteps(secret: Secret, at: number): readonly RunbookStep[] {
  return secret.files.flatMap((file, index) => {
    const { machine: on, path } = file;
    const [place, fresh, old] = [path, `${path}.new`, `${path}.old`].map(quote) as [string, string, string];
    const end = `${at}-${index + 1}`;
    return [
      {
        id: `type-${end}`,
        title: `Type the new value into a file beside ${path}`,
        on,
        run: `(umask 077 && ${written(secret, file)} >${fresh}) && chown --reference=${place} -- ${fresh} && chmod --reference=${place} -- ${fresh}`,
        asks: `the new value of ${secret.id}`,
        expect: 'Nothing is asked for: type or paste it, then Enter, then Ctrl and D.',
        caution: 'It stands on the screen while you type.',
        undo: { text: 'Remove it.', run: `rm -f -- ${fresh}` },
      },
      {
        id: `replace-${end}`,
        title: `Put it in the place of ${path}`,
        on,
        // A file may have several secrets: what is kept is how it was before the first of them.
        run: `test -s ${fresh} && { test -e ${old} || cp --archive -- ${place} ${old}; } && mv -- ${fresh} ${place}`,
        expect: 'No output. If it fails without a word, nothing was typed in: do the step before again.',
        undo: {
          text: 'Take the old one back; the new one lies beside it again.',
          run: `mv -- ${place} ${fresh} && mv -- ${old} ${place}`,
        },
      },
    ];
  });
}

/** Prints the new file: what is typed without the line break that ends it, or the other lines of the file and the one that is typed. */
function written({ id }: Secret, { path, content }: SecretPlace): string {
  if (content.kind === 'value') return `printf %s "$(cat)"`;
  const name = content.lines.find((line) => 'secret' in line && line.secret === id)?.name ?? '';
  const line = content.quote === '' ? `${name}=%s\\n` : `${name}=${content.quote}%s${content.quote}\\n`;
  return `{ grep --invert-match ${quote(`^${name}=`)} -- ${quote(path)} || true; printf ${quote(line)} "$(cat)"; }`;
}

/** What programs are told themselves, while they still run with the old value. */
export function changeSteps({ id, change }: Secret, at: number): readonly RunbookStep[] {
  return change.map(({ what, command }, index) => ({
    id: `change-${at}-${index + 1}`,
    title: command ? what : `${id}: change it in the program`,
    ...(command ?? { on: 'your own computer', expect: `${what}.` }),
  }));
}

/** Each command once, although it may be for several secrets. */
export function restartSteps(users: readonly SecretUser[]): readonly RunbookStep[] {
  const commands = new Map(
    users.flatMap((user) => (user.restart === undefined || !user.on ? [] : [[`${user.on.id} ${user.restart}`, user] as const])),
  );
  return [...commands.values()].flatMap(({ what, on, restart, notRun }, index) =>
    on === undefined || restart === undefined
      ? []
      : [
          {
            id: `restart-${index + 1}`,
            title: `Let it be read anew: ${what}`,
            on,
            run: restart,
            expect: 'It ends without an error.',
            ...(notRun ? { notRun } : {}),
          },
        ],
  );
}

/** The old values, once all works with the new ones. */
export function cleanSteps(secrets: readonly Secret[]): readonly RunbookStep[] {
  const places = secrets.flatMap(({ files }) => files);
  return [...Map.groupBy(places, ({ machine }) => machine)].map(([on, files]) => ({
    id: `clean-${on.id}`,
    title: `Remove the old values from ${on.title}`,
    on,
    run: `rm -f -- ${[...new Set(files.map(({ path }) => `${path}.old`))].map(quote).join(' ')}`,
    expect: 'No output. From here on nothing can be taken back.',
  }));
}

/** What another site gave out opens it until it is taken back there. */
export function revokeStep({ id, make }: Secret, at: number): readonly RunbookStep[] {
  if (make.by === 'random') return [];
  return [
    {
      id: `revoke-${at}`,
      title: `${id}: take the old value back where it was given out`,
      on: 'your own computer',
      expect: 'A token or key that was made at a site opens it until it is deleted there. What is only known in the lab needs no more.',
    },
  ];
}

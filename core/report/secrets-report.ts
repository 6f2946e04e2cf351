import { quote } from '../../formats/shell.ts';
import type { Secret, SecretPlace } from '../facts/secrets/secret.ts';
import { makingWords } from '../secret-store/making-words.ts';
import type { SecretState, StoreReport } from '../secret-store/store-report.ts';
import { count, inert } from './terminal.ts';

/** What a person has to know of the secrets of the lab: first what is wrong, then what is missing with all that it takes to make it. */
export function secretsReport({ store, secrets, unused, plain, faults }: StoreReport): string {
  const inState = (state: SecretState) => secrets.filter((each) => each.state === state).map(({ secret }) => secret);
  const file = store?.file ?? '';
  return [
    heading(
      store
        ? `${count(secrets.length, 'secret')}; the store is ${file} (${store.title})`
        : `${count(secrets.length, 'secret')}, and no store`,
    ),
    ...faults.map(({ line, message }) => `${file}:${line}: ${inert(message)}\n`),
    ...plain.map(({ id, line }) => `${file}:${line}: ${inert(id)} is in PLAIN TEXT. Set a new value, and take this one for known.\n`),
    ...section('Missing', inState('missing').map(whole)),
    ...section(store ? 'Not known whether they are in the store' : 'Needed', inState('unknown').map(whole)),
    ...section(
      'Kept',
      inState('encrypted').map(({ id, what }) => `  ${inert(id)}: ${inert(what)}\n`),
    ),
    ...section(
      'In the store, and used by nobody any more',
      unused.map(({ id, line }) => `  ${inert(id)} (${file}:${line})\n`),
    ),
    ...(store ? [] : ['Choose a store to keep them in Git, encrypted: lab.secrets: { store: …, kept: … } in the inventory.\n']),
  ].join('');
}

const heading = (text: string) => `${text}\n`;

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`\n${title}: ${entries.length}\n`, ...entries];
}

/** One secret with all that is known of it. */
function whole(secret: Secret): string {
  const { id, what, sameAs, kept, files, environment, users } = secret;
  const rows: readonly (readonly [string, string])[] = [
    ...sameAs.map((each) => ['also', `${each}, which has the same value`] as const),
    ...files.map((file) => ['lies at', placeWords(file)] as const),
    ...environment.map(({ name, program }) => ['lies in', `${name}, the environment of ${program}`] as const),
    ...users.map(({ what: who, on }) => ['used by', on && !who.includes(on.title) ? `${who}, on ${on.title}` : who] as const),
    ...(kept === undefined ? [] : [['kept', kept] as const]),
    ...makingRows(secret),
  ];
  return `  ${inert(id)}: ${inert(what)}\n${rows.map(([name, text]) => `      ${name.padEnd(8)} ${inert(text)}\n`).join('')}`;
}

function placeWords({ machine, path, owner, group, mode }: SecretPlace): string {
  return `${machine.id}:${path}, ${owner}:${group} ${mode}`;
}

function makingRows({ id, make, files }: Secret): readonly (readonly [string, string])[] {
  const [there] = files.filter(({ content }) => content.kind === 'value');
  const taken = there
    ? [
        [
          '',
          `where it is there already: ssh ${there.machine.id} sudo cat ${quote(there.path)} | npm run -s secrets -- --set ${id}`,
        ] as const,
      ]
    : [];
  const words = makingWords(make);
  if (make.by === 'random') return [['made', `${words}: npm run secrets -- --make`], ...taken];
  return [
    ['made', words],
    ...make.how.map((step, index) => ['', `${index + 1}. ${step}`] as const),
    ['', `then npm run secrets -- --set ${id}`],
    ...taken,
  ];
}

/** What is left for a person once all was made that can be made, and what has to be written down elsewhere. `made` are the ids of that. */
export function leftReport({ store, secrets }: StoreReport, made: ReadonlySet<string>): string {
  const left = secrets.filter(({ state }) => state === 'missing').map(({ secret }) => secret);
  const kept = secrets.filter(({ secret }) => made.has(secret.id) && secret.kept !== undefined).map(({ secret }) => secret);
  return [
    ...section(
      'To write down outside of the lab',
      kept.map(({ id, kept: place = '' }) => `  ${inert(id)}, ${inert(place)}. It is shown by:\n      ${inert(store?.show(id) ?? '')}\n`),
    ),
    ...section('Left for a person', left.map(whole)),
  ].join('');
}

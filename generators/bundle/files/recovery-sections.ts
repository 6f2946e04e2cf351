import type { Model } from '../../../core/contract.ts';
import { hostLoss } from '../../../core/facts/backup/host-loss.ts';
import { type RecoveryNode, recoveryOf } from '../../../core/facts/backup/recovery.ts';
import { labSecrets } from '../../../core/facts/secrets/secrets.ts';
import { secretStoreOf } from '../../../core/facts/secrets/store.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { makingWords } from '../../../core/secret-store/making-words.ts';
import { list, promisedWords } from '../../../lib/plain-words.ts';
import { type Child, el, factList, type Markup, table, tag } from './html.ts';

// In which order things come back, what a dead host takes along, and where the secrets are; never what they are.

export function recoveryOrder(model: Model): readonly Markup[] {
  const { waves, circles } = recoveryOf(model);
  return [
    tag('ol', ...waves.map((wave) => tag('li', wave.map(({ title }) => title).join(', ')))),
    ...circles.map((circle) =>
      el('p', { class: 'caution' }, `Nothing of this comes back without the rest of it: ${circle.map(({ title }) => title).join(', ')}.`),
    ),
  ];
}

/** Where the repository with everything in it is, that the hosts are built from. */
export function gitSentence({ lab: { recovery } }: Model): Child {
  const { git } = recovery;
  if (!git) return 'The inventory does not say where this repository is kept.';
  return ['This repository: ', tag('code', git.url), git.kept === undefined ? '.' : `. Without the network: ${git.kept}.`];
}

export function lossSection(model: Model, host: Host): Markup {
  const { guests, services, alsoDown, targets, restored, gone, rpo, rto, order } = hostLoss(model, host);
  const names = (things: readonly { readonly title: string }[]) =>
    list(
      things.map(({ title }) => title),
      things.length,
    );
  const facts: readonly (readonly [string, Child])[] = [
    ['Guests that stop', names(guests) || 'none'],
    ['Services that stop', names(services) || 'none'],
    ['Stop working elsewhere', names(alsoDown) || 'none'],
    ['Plugged into it', names(targets) || 'nothing with backups'],
    [
      'Comes back',
      restored.length === 0
        ? 'nothing'
        : `${restored.length} places with data, at most ${promisedWords(rpo)} old, the longest within ${promisedWords(rto)}`,
    ],
    [
      'Gone for good',
      gone.length === 0
        ? 'nothing'
        : gone
            .map(
              ({ owner, path, because, isUndecided }) =>
                `${owner.title} ${path}${isUndecided ? ' (undecided: nobody has decided on its backup)' : because ? ` (${because})` : ''}`,
            )
            .join('; '),
    ],
    ['Comes back in this order', order.map(titlesOf).join(', then ') || 'nothing'],
  ];
  return el('section', { id: `loss-${host.id}` }, tag('h3', `If ${host.title} dies`), factList(facts));
}

const titlesOf = (wave: readonly RecoveryNode[]): string => wave.map(({ title }) => title).join(', ');

export function secretTable(model: Model): readonly Markup[] {
  const { vault } = model.lab.recovery;
  const store = secretStoreOf(model);
  const rows = labSecrets(model).map(({ id, what, kept, service, files, environment, make, sameAs }): readonly Child[] => [
    [tag('code', id), ...sameAs.map((each) => [', too ', tag('code', each)])],
    what,
    list(
      [...files.map(({ machine, path }) => `${machine.title} ${path}`), ...environment.map(({ name }) => `the variable ${name}`)],
      files.length + environment.length,
    ),
    [
      kept ?? (vault && vault !== service ? `the vault, ${vault.title}` : 'nowhere else that the inventory knows of'),
      store ? `; ${store.file}` : '',
    ],
    [makingWords(make), ...(make.by === 'person' ? make.how.map((step) => ` ${step}`) : [])],
  ]);
  const words = store
    ? `This repository has them too, encrypted by ${store.title} in ${store.file}. Put what opens it into the envelope with this paper: ${store.key}. It is kept: ${model.lab.secrets?.kept}.`
    : 'This repository has none of them.';
  return [tag('p', words), table(['Secret', 'What it is for', 'Where the machines have it', 'Where else it is', 'How it is made'], rows)];
}

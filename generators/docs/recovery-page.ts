import { promisedWords } from '../../core/collect/plain-words.ts';
import type { GeneratedFile } from '../../core/contract.ts';
import { type Content, code, document, heading, link, list, paragraph } from '../../core/emit/markdown.ts';
import { type HostLoss, hostLoss } from '../../core/facts/backup/host-loss.ts';
import { secretFile } from '../../core/facts/backup/places.ts';
import { type RecoveryNode, recoveryOf } from '../../core/facts/backup/recovery.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { findRunbook } from '../../core/facts/runbooks/find-runbook.ts';
import { rebuildHostId } from '../../core/facts/runbooks/ids.ts';
import { KIND_WORDS, KINDS } from '../../core/facts/runbooks/kind-words.ts';
import { runbooksFor } from '../../core/facts/runbooks/site-lost.ts';
import type { Model } from '../../core/model.ts';
import { docLink, RECOVERY, ROOT, runbookLink } from './doc-path.ts';
import { factTable, links, section, sectionTable } from './page.ts';
import { runbookLinks } from './runbook-page.ts';

/** What comes back in which order, what it means when a host dies, where each secret is, and every runbook. */
export function recoveryPage(model: Model, facts: Facts): GeneratedFile {
  const { subject } = model.lab;
  return {
    path: `${ROOT}/${RECOVERY}`,
    content: document(
      heading(1, 'Recovery'),
      paragraph('What to do when something is broken, and in which order the lab comes back when nothing is left of it.'),
      section('Runbooks', runbookList(model, facts)),
      section('Recovery order', order(model, facts)),
      section('If a host dies', losses(model, facts)),
      secrets(model),
    ),
    about: [subject],
  };
}

function runbookList({ lab }: Model, facts: Facts): string {
  return document(
    ...KINDS.flatMap((kind) => {
      const of = facts.runbooks.filter((runbook) => runbook.kind === kind);
      if (of.length === 0) return [];
      return [
        heading(3, KIND_WORDS[kind]),
        list(of.map(({ id, title, when }): Content => [link(title, runbookLink(lab.subject, id)), '. ', when])),
      ];
    }),
  );
}

function order(model: Model, facts: Facts): string {
  const { waves } = recoveryOf(model);
  if (waves.every((wave) => wave.length === 0)) return '';
  return document(
    paragraph('Each step needs only what earlier ones have brought back; within a step the order does not matter.'),
    list(
      waves.map((wave) => wave.flatMap((node, at): Content[] => [...(at > 0 ? [', '] : []), nodeLink(model, facts, node)])),
      'numbers',
    ),
  );
}

function nodeLink(model: Model, facts: Facts, node: RecoveryNode): Content {
  const { subject } = model.lab;
  const [runbook] = runbooksFor(model, node).filter((id) => findRunbook(facts.runbooks, id) !== undefined);
  if (runbook !== undefined) return link(node.title, runbookLink(subject, runbook));
  const { thing } = node;
  switch (thing.kind) {
    case 'host':
    case 'guest':
      return link(node.title, docLink(subject, thing.machine.subject));
    case 'service':
    case 'secret':
      return link(node.title, docLink(subject, thing.service.subject));
    default:
      return node.title;
  }
}

function losses(model: Model, facts: Facts): string {
  return document(
    ...model.hosts
      .filter(({ planned }) => !planned)
      .flatMap((host) => [heading(3, host.title), lossTable(model, facts, hostLoss(model, host))]),
  );
}

function lossTable(
  { lab }: Model,
  facts: Facts,
  { host, guests, services, alsoDown, targets, restored, gone, rpo, rto }: HostLoss,
): string {
  const [way] = runbookLinks(facts, [rebuildHostId(host)], (id) => runbookLink(lab.subject, id));
  return factTable([
    ['What to do', way],
    ['Guests that stop', links(lab.subject, guests)],
    ['Services that stop', links(lab.subject, services)],
    ['Services elsewhere that stop with it', links(lab.subject, alsoDown)],
    ['Backup targets in it', targets.map(({ title }) => title).join(', ')],
    [
      'Comes back as at the last backup',
      restored.length > 0
        ? restored.flatMap(({ owner, path }, at): Content[] => [at > 0 ? ', ' : '', `${owner.title} `, code(path)])
        : 'nothing',
    ],
    ['At most this much of it is lost', restored.length > 0 ? promisedWords(rpo) : undefined],
    ['It is back after at most', restored.length > 0 ? promisedWords(rto) : undefined],
    [
      'Lost for good, with its disks',
      gone.flatMap(({ owner, path }, at): Content[] => [at > 0 ? ', ' : '', `${owner.title} `, code(path)]),
    ],
  ]);
}

/** Where each secret is; never what it is. */
function secrets({ lab, services }: Model): string {
  return sectionTable(
    'Where the secrets are',
    ['Secret', 'What it is', 'Outside of the lab', 'On the machine'],
    services
      .filter(({ planned }) => !planned)
      .flatMap((service) =>
        service.secrets.map((secret): Content[] => [
          [link(service.title, docLink(lab.subject, service.subject)), ' ', code(secret.id)],
          secret.what,
          secret.kept ?? '',
          [link(service.runsOn.title, docLink(lab.subject, service.runsOn.subject)), ' ', code(secretFile(service, secret))],
        ]),
      ),
  );
}

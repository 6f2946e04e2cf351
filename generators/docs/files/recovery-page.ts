import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { type HostLoss, hostLoss } from '../../../core/facts/backup/host-loss.ts';
import { secretFile } from '../../../core/facts/backup/places.ts';
import { type RecoveryNode, recoveryOf } from '../../../core/facts/backup/recovery.ts';
import { findRunbook } from '../../../core/facts/runbooks/find-runbook.ts';
import { rebuildHostId } from '../../../core/facts/runbooks/ids.ts';
import { kindsOf } from '../../../core/facts/runbooks/kind-words.ts';
import { runbooksOf } from '../../../core/facts/runbooks/runbooks.ts';
import { runbooksFor } from '../../../core/facts/runbooks/site-lost.ts';
import { type Content, code, document, heading, link, list, paragraph, table } from '../../../formats/markdown.ts';
import { promisedWords } from '../../../lib/plain-words.ts';
import { docLink, RECOVERY, ROOT, runbookLink } from './doc-path.ts';
import { factTable, links, type Named, section, sectionTable } from './page.ts';
import { runbookLinks } from './runbook-page.ts';

/** What comes back in which order, what it means when a host dies, where each secret is, and every runbook. */
export function recoveryPage(model: Model): GeneratedFile {
  const { subject } = model.lab;
  return {
    path: `${ROOT}/${RECOVERY}`,
    content: document(
      heading(1, 'Recovery'),
      paragraph('What to do when something is broken, and in which order the lab comes back when nothing is left of it.'),
      section('Runbooks', runbookList(model)),
      section('Recovery order', order(model)),
      section('If a host dies', losses(model)),
      secrets(model),
    ),
    about: [subject],
  };
}

function runbookList(model: Model): string {
  const { lab } = model;
  return document(
    ...kindsOf(model).flatMap(({ kind, words }) => {
      const of = runbooksOf(model).filter((runbook) => runbook.kind === kind);
      if (of.length === 0) return [];
      return [heading(3, words), list(of.map(({ id, title, when }): Content => [link(title, runbookLink(lab.subject, id)), '. ', when]))];
    }),
  );
}

function order(model: Model): string {
  const { waves } = recoveryOf(model);
  if (waves.every((wave) => wave.length === 0)) return '';
  return document(
    paragraph('Each step needs only what earlier ones have brought back; within a step the order does not matter.'),
    table(
      ['Step', 'What comes back'],
      waves.flatMap((wave, at) => wave.map((node): Content[] => [String(at + 1), nodeLink(model, node)])),
    ),
  );
}

function nodeLink(model: Model, node: RecoveryNode): Content {
  const { subject } = model.lab;
  const [runbook] = runbooksFor(model, node).filter((id) => findRunbook(runbooksOf(model), id) !== undefined);
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

function losses(model: Model): string {
  return document(
    ...model.hosts.filter(({ planned }) => !planned).flatMap((host) => [heading(3, host.title), lossTable(model, hostLoss(model, host))]),
  );
}

/** A row for each thing, so that two people who each add one do not change the same line. */
function lossTable(model: Model, loss: HostLoss): string {
  const { lab } = model;
  const { host, guests, services, alsoDown, targets, restored, gone, rpo, rto } = loss;
  const linkTo = ({ title, subject }: Named) => link(title, docLink(lab.subject, subject));
  const [way] = runbookLinks(model, [rebuildHostId(host)], (id) => runbookLink(lab.subject, id));
  return factTable([
    ['What to do', way],
    ['Guests that stop', links(lab.subject, guests)],
    ...services.map((service) => ['Services that stop', linkTo(service)] as const),
    ...alsoDown.map((service) => ['Services elsewhere that stop with it', linkTo(service)] as const),
    ['Backup targets in it', targets.map(({ title }) => title).join(', ')],
    ...restored.map(({ owner, path }) => ['Comes back as at the last backup', [`${owner.title} `, code(path)]] as const),
    ['Comes back as at the last backup', restored.length > 0 ? undefined : 'nothing'],
    ['At most this much of it is lost', restored.length > 0 ? promisedWords(rpo) : undefined],
    ['It is back after at most', restored.length > 0 ? promisedWords(rto) : undefined],
    ...gone.map(
      ({ owner, path, isUndecided }) =>
        ['Lost for good, with its disks', [`${owner.title} `, code(path), isUndecided ? ' (undecided)' : '']] as const,
    ),
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

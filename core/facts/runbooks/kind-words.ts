import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { CoreRunbookKind, NotRun, NotRunReason, RunbookKind } from './runbook.ts';

/** What has happened, as one would say it at night, in the order in which one would look: the frequent and small first. */
const CORE_KINDS = {
  'restore-file': 'A file is lost or wrong',
  'restore-service': 'A service has lost its data, or they are wrong',
  'restore-guest': 'A guest is lost or broken',
  'backup-failed': 'A backup has failed',
  'disk-full': 'A disk is full',
  'tunnel-down': 'Nothing gets in from outside',
  'certificate-expired': 'A certificate has expired',
  'password-lost': 'A password is lost',
  'secret-known': 'A secret is known to others, or is to be changed',
  'rebuild-host': 'A host is dead',
  'target-died': 'A disk with the backups is dead',
  ransomware: 'An attacker has encrypted or deleted data',
  'site-lost': 'All of it is lost',
} as const satisfies Record<CoreRunbookKind, string>;

export interface KindWords {
  readonly kind: RunbookKind;
  /** What has happened: `A disk is full`. */
  readonly words: string;
}

/** Every kind of runbook: those of core in the order in which one would look, then those of the systems. */
export const kindsOf = once((model: Model): readonly KindWords[] =>
  [CORE_KINDS, ...model.systems.map(({ runbooks }) => runbooks?.kinds ?? {})]
    .flatMap((kinds) => Object.entries(kinds))
    // Each key is a kind by its declaration; `Object.entries` forgets that.
    .map(([kind, words]) => ({ kind: kind as RunbookKind, words })),
);

/** What has happened, of one kind. */
export function kindWords(model: Model, kind: RunbookKind): string {
  const found = kindsOf(model).find((each) => each.kind === kind);
  if (!found) throw new Error(`no system declares the runbook kind ${kind}`);
  return found.words;
}

/** Why a command is not run by the proof, in a few words. */
export const notRunWords = (notRun: NotRun): string =>
  notRun.reason === 'product' ? `needs a real ${notRun.product}` : NOT_RUN_WORDS[notRun.reason];

const NOT_RUN_WORDS = {
  outside: 'asks a service outside of the lab',
  hardware: 'needs the machine itself',
  elsewhere: 'takes place elsewhere',
} as const satisfies Record<Exclude<NotRunReason, 'product'>, string>;

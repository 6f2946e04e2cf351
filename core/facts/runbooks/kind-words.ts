import type { NotRunReason, RunbookKind } from './runbook.ts';

/** What has happened, as somebody says it at night, in the order in which one would look: the frequent and small first. */
export const KIND_WORDS = {
  'restore-file': 'A file is lost or wrong',
  'restore-service': 'A service has lost its data, or they are wrong',
  'restore-guest': 'A guest is lost or broken',
  'backup-failed': 'A backup has failed',
  'disk-full': 'A disk is full',
  'tunnel-down': 'Nobody gets in from outside',
  'certificate-expired': 'A certificate has expired',
  'password-lost': 'A password is lost',
  'rebuild-host': 'A host is dead',
  'target-died': 'A disk with the backups is dead',
  ransomware: 'Somebody has encrypted or deleted data',
  'site-lost': 'All of it is lost',
} as const satisfies Record<RunbookKind, string>;

/** The kinds in that order. */
export const KINDS = Object.keys(KIND_WORDS) as readonly RunbookKind[];

/** Why a command is not run by the proof, in a few words. */
export const NOT_RUN_WORDS = {
  proxmox: 'needs a real Proxmox',
  outside: 'asks a service outside of the lab',
  hardware: 'needs the machine itself',
  elsewhere: 'takes place elsewhere',
} as const satisfies Record<NotRunReason, string>;

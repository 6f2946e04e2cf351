import type { SubjectId } from '../../../core/model/node.ts';

export const ROOT = 'src/content/lab';
const LAB = 'lab.md';
/** Page below {@link ROOT} about what can be reached from where. */
export const EXPOSURE = 'exposure.md';
/** Page below {@link ROOT} about who may talk to whom. */
export const MATRIX = 'matrix.md';
/** Page below {@link ROOT} about the order in which a lost lab comes back, with a list of the runbooks. */
export const RECOVERY = 'recovery.md';
/** Page below {@link ROOT} about playbooks, in a lab that uses them. */
export const AUTOMATION = 'automation.md';
/** Page below {@link ROOT} with every secret. */
export const SECRETS = 'secrets.md';
/** Folder below {@link ROOT} of the runbooks. A runbook is no thing of the lab and has no subject. */
const RUNBOOKS = 'runbooks';

/** Folder below {@link ROOT} of the things that have a Markdown file of their own. */
const FOLDER: Readonly<Record<string, string>> = { host: 'hosts', guest: 'guests', network: 'networks', service: 'services' };

/** Repository path of a thing's Markdown file. */
export function docPath(subject: SubjectId): string {
  return `${ROOT}/${pathBelowRoot(subject)}`;
}

/** Link from one thing's file to another's, as a Git host follows it. */
export function docLink(from: SubjectId, to: SubjectId): string {
  return pathBelowRoot(from).includes('/') ? `../${pathBelowRoot(to)}` : pathBelowRoot(to);
}

/** Repository path of a runbook's Markdown file. */
export function runbookPath(id: string): string {
  return `${ROOT}/${RUNBOOKS}/${id}.md`;
}

/** Link from a thing's file to a runbook. */
export function runbookLink(from: SubjectId, id: string): string {
  return `${pathBelowRoot(from).includes('/') ? '../' : ''}${RUNBOOKS}/${id}.md`;
}

/** Link from a runbook to a thing's file. */
export function linkFromRunbook(to: SubjectId): string {
  return `../${pathBelowRoot(to)}`;
}

function pathBelowRoot(subject: SubjectId): string {
  const colon = subject.indexOf(':');
  const kind = subject.slice(0, colon);
  if (kind === 'access') return EXPOSURE;
  if (kind === 'allow') return MATRIX;
  const folder = FOLDER[kind];
  return folder ? `${folder}/${subject.slice(colon + 1)}.md` : LAB;
}

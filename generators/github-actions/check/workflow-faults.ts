import { parseDocument } from 'yaml';
import { z } from 'zod';

/** As much of a workflow as the rules look at; what it may say beyond is the matter of a linter. */
const step = z.looseObject({ uses: z.string().optional(), run: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const job = z.looseObject({
  if: z.string().optional(),
  'runs-on': z.unknown(),
  'timeout-minutes': z.number().optional(),
  permissions: permissions.optional(),
  steps: z.array(step).default([]),
});
const workflow = z.looseObject({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: permissions.optional(),
  concurrency: z.looseObject({ group: z.string(), 'cancel-in-progress': z.unknown() }).optional(),
  jobs: z.record(z.string(), job),
});
type Workflow = z.infer<typeof workflow>;
type Job = z.infer<typeof job>;

/** Run in the context of the lab's own branch for what a stranger did. */
const FOR_STRANGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];
const OWN_BRANCH = 'github.event.pull_request.head.repo.full_name == github.repository';
/** What a job may write at the Git host; never files. */
const WRITABLE = ['issues', 'pull-requests'];
const PIN = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const SECRET = /\bsecrets\s*(?:\.|\[|\))/;

/**
 * What is unsafe in a workflow although a linter takes it. Each is one line with the place in it; empty when nothing is. YAML that cannot be read is
 * one, too.
 */
export function workflowFaults(text: string): readonly string[] {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) return [error.message];
  const read = workflow.safeParse(document.toJS());
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return [
    ...ofWorkflow(read.data),
    ...Object.entries(read.data.jobs).flatMap(([id, each]) => [...ofJob(id, each, read.data)]),
    ...unnamedPins(text),
  ];
}

function* ofWorkflow({ on, permissions: all, concurrency, jobs }: Workflow): Iterable<string> {
  for (const event of eventsOf(on))
    if (FOR_STRANGERS.includes(event)) yield `on: ${event} runs with the rights of the lab for what a stranger did`;
  if (all === undefined) yield 'permissions: not said, so every job has those of the repository’s settings';
  else if (typeof all === 'string' ? all !== 'read-all' : Object.values(all).includes('write')) yield 'permissions: may write in every job';
  if (!concurrency) yield 'concurrency: not said, so two runs may be at work in the lab at once';
  const isOfLab = Object.values(jobs).some(hasSecrets);
  if (isOfLab && !eventsOf(on).includes('pull_request') && concurrency && concurrency['cancel-in-progress'] !== false)
    yield 'concurrency: a run that is at work in the lab is broken off';
}

function* ofJob(id: string, each: Job, { on }: Workflow): Iterable<string> {
  const at = `jobs.${id}`;
  const { permissions: may } = each;
  const written = typeof may === 'object' ? Object.keys(may).filter((what) => may[what] === 'write') : [];
  if (may === undefined) yield `${at}.permissions: not said`;
  else if (typeof may === 'string') yield `${at}.permissions: ${may} is more than one job needs`;
  for (const what of written) if (!WRITABLE.includes(what)) yield `${at}.permissions: may write ${what}`;
  const secret = hasSecrets(each);
  if (secret && written.length > 0) yield `${at}: has secrets of the lab and may write at the Git host`;
  if (eventsOf(on).includes('pull_request') && !each.if?.includes(OWN_BRANCH)) {
    if (secret) yield `${at}: has secrets for a pull request of a stranger`;
    if (written.length > 0) yield `${at}: may write for a pull request of a stranger`;
  }
  if (each['timeout-minutes'] === undefined) yield `${at}.timeout-minutes: not said`;
  if (JSON.stringify(each['runs-on'] ?? '').includes('${{')) yield `${at}.runs-on: an expression chooses the runner`;
  for (const [index, one] of each.steps.entries()) yield* ofStep(`${at}.steps.${index}`, one);
}

function* ofStep(at: string, { uses, run, with: inputs = {} }: z.infer<typeof step>): Iterable<string> {
  if (run?.includes('${{')) yield `${at}.run: an expression becomes part of the script; give it by env`;
  if (String(inputs['script'] ?? '').includes('${{')) yield `${at}.with.script: an expression becomes part of the script`;
  if (uses === undefined || uses.startsWith('./')) return;
  if (!PIN.test(uses)) yield `${at}.uses: ${uses} is not pinned to a commit of 40 digits`;
  if (uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false)
    yield `${at}.uses: leaves the token in the files for every later step`;
}

/** A commit says nothing to a reader. */
function* unnamedPins(text: string): Iterable<string> {
  for (const [index, line] of text.split('\n').entries())
    if (/^\s*(?:- )?uses: \S+@[0-9a-f]{40}\s*$/.test(line)) yield `line ${index + 1}: no comment says which release the commit is`;
}

const eventsOf = (on: Workflow['on']): readonly string[] => (typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on));

const hasSecrets = (each: Job): boolean => SECRET.test(JSON.stringify(each));

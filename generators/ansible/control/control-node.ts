/**
 * A control node for tests: the project's own Ansible, started in a network namespace from where it reaches machines over SSH. Each run has
 * process ids of its own, so that no connection outlives it, and a home of its own, so that no setting of this machine counts.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SshAccess } from '../../../testbed/debian/ssh-access.ts';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { type RunOptions, type RunResult, run } from '../../../tools/process.ts';
import type { Tool } from '../../../tools/tool.ts';
import { ansible, ansibleInventory, ansiblePlaybook, ansibleVault } from '../tool.ts';
import { type HostTotals, type RunEvent, readEvent, type TaskResult } from './events.ts';

export interface ControlNode {
  /** Runs `ansible-playbook` with these words. */
  playbook(words: readonly string[], options?: PlaybookOptions): Promise<PlaybookRun>;
  /** One of the other programs: `ansible-inventory`, `ansible-vault`, `ansible`. */
  run(program: 'ansible' | 'ansible-inventory' | 'ansible-vault', words: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export interface ControlOptions {
  /** Where it stands: a node of a topology. Default: this machine's own namespace. */
  readonly network?: Namespace;
  /** Default: no SSH. Then it sees the processes of this machine, for connections by `nsenter`. */
  readonly access?: SshAccess;
  /** An existing folder for its home. */
  readonly folder: string;
  /** Working folder, where its `ansible.cfg` is. */
  readonly cwd: string;
  /** More variables for each run. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface PlaybookOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds. Default 5 minutes. */
  readonly timeoutMs?: number;
  /** Asked of each event as it comes; true kills the run at once, connections included, as when the control node loses its power. */
  readonly killAt?: (event: RunEvent) => boolean;
}

export interface PlaybookRun {
  /** Exit code; 137 when it was killed. */
  readonly code: number;
  readonly killed: boolean;
  readonly timedOut: boolean;
  readonly results: readonly TaskResult[];
  /** By machine; empty when the run did not come to its end. */
  readonly totals: Readonly<Record<string, HostTotals>>;
  /** Warnings, errors, and lines that are no events. */
  readonly said: string;
  /** Everything, to look for what must not be in it. */
  readonly output: string;
  readonly seconds: number;
}

const PROGRAMS = { ansible, 'ansible-inventory': ansibleInventory, 'ansible-vault': ansibleVault };
// Process 1 of the namespace waits, so that the program is an ordinary one.
const ALONE = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', '"$@"; exit $?', 'alone'];
const TIMEOUT_MS = 300_000;

/** Throws when Ansible is not installed. */
export async function makeControlNode({ network, access, folder, cwd, env: more = {} }: ControlOptions): Promise<ControlNode> {
  await mkdir(join(folder, 'home'), { recursive: true });
  const env = {
    HOME: join(folder, 'home'),
    ANSIBLE_HOME: join(folder, 'home'),
    ANSIBLE_LOCAL_TEMP: join(folder, 'home/tmp'),
    ANSIBLE_NOCOLOR: 'true',
    ANSIBLE_HOST_KEY_CHECKING: 'true',
    // A socket's path is short.
    ANSIBLE_SSH_CONTROL_PATH_DIR: join(folder, 'cp'),
    // Beside the lab's own, which stay as they are.
    ...(access === undefined ? {} : { ANSIBLE_SSH_COMMON_ARGS: `-F ${access.config}` }),
    LC_ALL: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    ...more,
  };
  const before = [...(network?.enter ?? []), ...(access === undefined ? [] : ALONE)];
  return {
    run: async (program, words, options = {}) =>
      run([...before, ...(await wordsOf(PROGRAMS[program])), ...words], { cwd, ...options, env: { ...env, ...options.env } }),
    async playbook(words, options = {}) {
      const argv = [...before, ...(await wordsOf(ansiblePlaybook)), ...words];
      const callback = { ANSIBLE_STDOUT_CALLBACK: 'ansible.posix.jsonl', ANSIBLE_CALLBACK_RESULT_FORMAT: 'json' };
      return follow(argv, cwd, { ...process.env, ...env, ...callback, ...options.env }, options);
    },
  };
}

async function follow(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv, options: PlaybookOptions): Promise<PlaybookRun> {
  const { killAt = () => false, timeoutMs = TIMEOUT_MS } = options;
  const started = performance.now();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const results: TaskResult[] = [];
  const said: string[] = [];
  const output: string[] = [];
  let totals: Readonly<Record<string, HostTotals>> = {};
  let killed = false;
  let timedOut = false;
  const deadline = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  const take = (text: string) => {
    output.push(text);
    const event = readEvent(text);
    if (event === undefined) {
      said.push(text);
      return;
    }
    results.push(...(event.results ?? []));
    totals = event.totals ?? totals;
    if (!killed && killAt(event)) {
      killed = true;
      child.kill('SIGKILL');
    }
  };
  const code = await ended(child, take);
  clearTimeout(deadline);
  return {
    code,
    killed,
    timedOut,
    results,
    totals,
    said: said.join('\n'),
    output: output.join('\n'),
    seconds: (performance.now() - started) / 1000,
  };
}

/** Gives each line of both streams to `take`, and answers with the exit code. */
async function ended(child: ChildProcess, take: (line: string) => void): Promise<number> {
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface({ input: stream }).on('line', take);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 137));
  });
}

// Each look starts a Python.
const looked = new Map<string, Promise<readonly string[]>>();

function wordsOf(tool: Tool): Promise<readonly string[]> {
  const words = looked.get(tool.id) ?? look(tool);
  looked.set(tool.id, words);
  return words;
}

async function look(tool: Tool): Promise<readonly string[]> {
  const found = await findTool(tool);
  if (isMissing(found)) throw new Error(found.missing);
  return found.argv;
}

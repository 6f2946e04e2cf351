/** Runs one child process to its end, within a deadline and with bounded memory. The answer is a value, never a throw. */

import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  /** Milliseconds until the child and all that it started are ended. Default 60 seconds. */
  timeoutMs?: number;
  /** Added to the environment of this process; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** Written to the child's standard input, which is then closed. */
  input?: string | Uint8Array;
  /** Bytes kept of each output stream; what comes after is read and dropped. Default 8 MiB. */
  keepBytes?: number;
}

export interface RunResult {
  /** The exit code as a shell reports it: 127 when there is no such program, 126 when it cannot start, 128+n after signal n. */
  code: number;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  /** True when output was dropped to stay within `keepBytes`. */
  truncated: boolean;
}

const GRACE_MS = 2_000;
const NO_SUCH_PROGRAM = 127;
const CANNOT_START = 126;
const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGPIPE: 13, SIGTERM: 15 };

/** Runs `argv`. The child leads its own process group, so that its deadline also ends what it started. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new TypeError('run() needs a program');
  const { timeoutMs = 60_000, keepBytes = 8 * 1024 * 1024 } = options;

  return new Promise((resolve) => {
    const stdout = new BoundedText(keepBytes);
    const stderr = new BoundedText(keepBytes);
    let timedOut = false;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    });

    let kill: NodeJS.Timeout | undefined;
    const deadline = setTimeout(() => {
      timedOut = true;
      signalGroup(child.pid, 'SIGTERM');
      kill = setTimeout(() => {
        signalGroup(child.pid, 'SIGKILL');
        // Someone who left the group may still hold the pipes open; the answer does not wait for them.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, GRACE_MS);
    }, timeoutMs);

    const finish = (code: number) => {
      clearTimeout(deadline);
      clearTimeout(kill);
      forget(child.pid);
      resolve({ code, stdout: stdout.text(), stderr: stderr.text(), timedOut, truncated: stdout.truncated || stderr.truncated });
    };
    child.stdout?.on('data', (chunk: Buffer) => stdout.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.add(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      stderr.add(Buffer.from(`${error.message}\n`));
      finish(error.code === 'ENOENT' ? NO_SUCH_PROGRAM : CANNOT_START);
    });
    child.on('close', (code, signal) => {
      if (child.pid !== undefined) finish(code ?? 128 + (SIGNAL_NUMBERS[signal ?? 'SIGKILL'] ?? 0));
    });
    remember(child.pid);

    // A child that ends without reading its input is no error: EPIPE is ignored.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input);
  });
}

/** The last `count` lines with text of a result, stderr first: what to show of a failure. */
export function lastLines(result: RunResult, count = 3): string {
  const text = result.stderr.trim() === '' ? result.stdout : result.stderr;
  const lines = text.trim().split('\n').slice(-count).join('\n');
  return result.timedOut ? `did not end in time\n${lines}`.trim() : lines;
}

class BoundedText {
  truncated = false;
  readonly #chunks: Buffer[] = [];
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  add(chunk: Buffer): void {
    if (chunk.length > this.#left) this.truncated = true;
    const kept = chunk.subarray(0, this.#left);
    this.#left -= kept.length;
    if (kept.length > 0) this.#chunks.push(kept);
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

const running = new Set<number>();
const ENDING: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The separate process group does not get the terminal's Ctrl-C, so an ending signal is passed on. */
function handOn(signal: NodeJS.Signals): void {
  for (const pid of running) signalGroup(pid, 'SIGTERM');
  for (const each of ENDING) process.off(each, handOn);
  process.kill(process.pid, signal);
}

function remember(pid: number | undefined): void {
  if (pid === undefined) return;
  if (running.size === 0) for (const signal of ENDING) process.on(signal, handOn);
  running.add(pid);
}

function forget(pid: number | undefined): void {
  if (pid === undefined || !running.delete(pid)) return;
  if (running.size === 0) for (const signal of ENDING) process.off(signal, handOn);
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

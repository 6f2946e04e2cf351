import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunResult, run } from '../../../tools/process.ts';
import { type RenderedRoot, renderedRoot } from '../../labs/rendered-root.ts';
import { TOKEN } from './git-host.ts';

/** Programs of the lab in whose place something stands that keeps what it was called with, by name; each a script behind `#!/bin/sh`. */
const KEEPS = 'printf "%s" "${0##*/}" >>"$CALLS"; printf " %s" "$@" >>"$CALLS"; echo >>"$CALLS"';
const STAND_INS = {
  // What it was given is written down, and what it may not have been given.
  'ansible-playbook': `${KEEPS}
env | grep -E '^(LAB_|SOPS)' | sed 's/^/  sees /' >>"$CALLS" || :
ssh-add -l 2>/dev/null | sed 's/ .*//; s/^/  agent /' >>"$CALLS"
for each in "$@"; do case $each in
  lab_report=*) mkdir -p "\${each#*=}"; cp "$REPORTS"/* "\${each#*=}/" ;;
  */password) sed 's/^/  password /' "$each" >>"$CALLS" ;;
esac; done
exit "$(cat "$REPORTS.code")"`,
  'ansible-galaxy': KEEPS,
  'wg-quick': `${KEEPS}\nsed 's/^/  tunnel /' "$2" >>"$CALLS"`,
  sudo: KEEPS,
  // An environment is made and filled once, which takes seconds; from then on it is copied, and there is nothing to install.
  python3: `if [ "$1 $2" != "-m venv" ]; then exec "$PYTHON" "$@"; fi
if [ -d "$CALLS.venv" ]; then cp -a "$CALLS.venv" "$3"; exit; fi
"$PYTHON" "$@" && cp -a "$3" "$CALLS.venv" && printf '#!/bin/sh\\n' >"$CALLS.venv/bin/pip"`,
  npm: `${KEEPS}\n! grep -qxF "$*" "$REPORTS.npm"`,
};

/** A lab in a repository, and a runner for its workflows in which every program that would leave this machine is a stand-in. */
export class LabRunner {
  readonly root = mkdtempSync(join(tmpdir(), 'rackbook-runner-'));
  readonly #lab: RenderedRoot;
  readonly #act: readonly string[];
  readonly #api: string;
  readonly #python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

  static async of(inventoryDir: string, act: readonly string[], api: string): Promise<LabRunner> {
    return new LabRunner(await renderedRoot(inventoryDir), act, api);
  }

  private constructor(lab: RenderedRoot, act: readonly string[], api: string) {
    this.#lab = lab;
    this.#act = act;
    this.#api = api;
    for (const folder of ['bin', 'own', 'reports', 'checkout']) mkdirSync(join(this.root, folder));
    for (const [name, text] of Object.entries(STAND_INS)) {
      writeFileSync(join(this.root, 'bin', name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(this.root, 'bin', name), 0o755);
    }
    this.write('infra/ansible/requirements.txt', '');
    this.git('init', '--quiet', '--initial-branch', this.branch);
    this.git('remote', 'add', 'origin', 'https://github.com/own/lab.git');
    this.commit();
    this.report({});
    this.failing([]);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(this.root, 'key')]);
    // What the action for checking out does, with a repository that is on this machine.
    this.#put(
      'checkout/action.yml',
      `runs: { using: composite, steps: [{ shell: sh, run: 'rm -rf ./* .git && git clone -q "${this.#lab.root}" .' }] }\n`,
    );
  }

  get branch(): string {
    return this.#lab.lab.model.lab.title === 'GitHub' ? 'lab' : 'main';
  }

  remove(): void {
    this.#lab.remove();
    rmSync(this.root, { recursive: true, force: true });
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.#lab.root, path, '..'), { recursive: true });
    writeFileSync(join(this.#lab.root, path), text);
  }

  git(...args: readonly string[]): string {
    const person = ['-c', 'user.name=A person', '-c', 'user.email=person@example.net'];
    return execFileSync('git', [...person, ...args], { cwd: this.#lab.root, encoding: 'utf8' }).trim();
  }

  /** Commits what is there, and says which commit that is. */
  commit(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'a change');
    // The address of a repository at the host is `<server>/own/lab.git`.
    rmSync(join(this.root, 'own/lab.git'), { recursive: true, force: true });
    this.git('clone', '--quiet', '--bare', '.', join(this.root, 'own/lab.git'));
    return this.git('rev-parse', 'HEAD');
  }

  /** What the next playbook leaves as its report, and with what it ends. */
  report({ text = 'Nothing would change.', lists = {}, code = 0 }: { text?: string; lists?: object; code?: number }): void {
    const found = { schema: 'rackbook/plan/1', changed: [], unreachable: [], failed: [], ...lists };
    this.#put('reports/report.md', text);
    this.#put('reports/report.json', JSON.stringify(found));
    this.#put('reports.code', String(code));
  }

  /** Calls of npm that fail. */
  failing(calls: readonly string[]): void {
    this.#put('reports.npm', calls.map((call) => `${call}\n`).join(''));
  }

  /** What was called since the last time that this was asked, a line each. */
  calls(): readonly string[] {
    const file = join(this.root, 'calls');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    rmSync(file, { force: true });
    return lines;
  }

  /** Runs a workflow to its end for an event of the Git host. */
  async start(workflow: string, event: string, payload: object, inputs: Readonly<Record<string, string>> = {}): Promise<RunResult> {
    this.#put(
      'event.json',
      JSON.stringify({ ...payload, inputs, repository: { full_name: 'own/lab', name: 'lab', owner: { login: 'own' } } }),
    );
    const labels = ['lab', 'arm64', 'node', 'ubuntu-24.04'].flatMap((label) => ['--platform', `${label}=-self-hosted`]);
    const secrets = {
      GITHUB_TOKEN: TOKEN,
      LAB_SSH_KEY: readFileSync(join(this.root, 'key'), 'utf8'),
      LAB_PASSWORD: 'word of the store',
      LAB_VPN: '[Interface]',
    };
    this.#put(
      'secrets',
      Object.entries(secrets)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
        .join(''),
    );
    const environment = {
      GITHUB_API_URL: this.#api,
      GITHUB_SERVER_URL: `file://${this.root}`,
      CALLS: join(this.root, 'calls'),
      REPORTS: join(this.root, 'reports'),
      LAB_LOCK: join(this.root, 'lock'),
      PYTHON: this.#python,
      PATH: `${join(this.root, 'bin')}:${process.env['PATH']}`,
    };
    const given = Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const asked = Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
    const checkout = readFileSync(join(this.#lab.root, workflow), 'utf8').match(/actions\/checkout@[0-9a-f]{40}/)?.[0];
    return run(
      [
        ...[...this.#act, event, '--directory', this.#lab.root, '--workflows', join(this.#lab.root, workflow)],
        ...['--eventpath', join(this.root, 'event.json'), '--secret-file', join(this.root, 'secrets'), '--container-daemon-socket', '-'],
        ...['--var', 'LAB_KNOWN_HOSTS=shed ssh-ed25519 AAAA', '--no-cache-server', ...labels, ...given, ...asked],
        ...(checkout ? ['--local-repository', `${checkout}=${join(this.root, 'checkout')}`] : []),
      ],
      { cwd: this.root, timeoutMs: 90_000, env: environment },
    );
  }

  #put(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }
}

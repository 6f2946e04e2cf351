import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startResolving } from '../../cli/gen-resolve.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { renderLab } from '../../core/pipeline.ts';
import { type BlockedChange, isStale } from '../../core/plan/change.ts';
import { planSync, sync } from '../../core/write/sync.ts';
import { systems } from '../../registry/systems.gen.ts';

/** What a run of `gen --resolve` came to. */
export interface Resolved {
  readonly diagnostics: readonly Diagnostic[];
  readonly blocked: readonly BlockedChange[];
  readonly words: string;
}

export interface ResolveOptions {
  readonly takeBack?: readonly string[];
  readonly release?: readonly string[];
}

/** A lab in a Git repository of its own. `gen` runs in this process, as its command does. */
export class LabRepository {
  readonly root = mkdtempSync(join(tmpdir(), 'rackbook-merge-'));
  readonly #env: NodeJS.ProcessEnv;

  constructor(attributes: string) {
    const person = { NAME: 'A person', EMAIL: 'person@example.net' };
    const names = Object.entries(person).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]);
    this.#env = {
      ...process.env,
      ...Object.fromEntries(names),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_EDITOR: 'true',
    };
    mkdirSync(join(this.root, 'inventory/services'), { recursive: true });
    this.git('init', '-q', '-b', 'main');
    this.write('.gitattributes', attributes);
    this.write('.gitignore', '.rackbook/\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.root, env: this.#env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Whether Git came to an end by itself. */
  tryGit(...args: readonly string[]): boolean {
    try {
      this.git(...args);
      return true;
    } catch {
      return false;
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  async gen(): Promise<void> {
    const written = await sync(this.root, { files: await this.#files() });
    if (!written.ok || !written.value.applied.ok) throw new Error(JSON.stringify(written));
  }

  /** Generates and commits everything. */
  async commit(message: string): Promise<void> {
    await this.gen();
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
  }

  async resolve({ takeBack = [], release = [] }: ResolveOptions = {}): Promise<Resolved> {
    const started = startResolving(this.root, join(this.root, 'inventory'));
    if (!started.ok) return { diagnostics: started.diagnostics, blocked: [], words: '' };
    const request = { files: await this.#files(), takeBack: new Set(takeBack), release: new Set(release) };
    const written = await sync(this.root, request, undefined, started.value?.planner);
    if (!written.ok) return { diagnostics: written.diagnostics, blocked: [], words: '' };
    const { plan, applied } = written.value;
    if (!applied.ok) return { diagnostics: [], blocked: applied.blocked, words: '' };
    return { diagnostics: [], blocked: [], words: started.value?.finish(plan) ?? '' };
  }

  /** Whether `gen --check` would say that the output is not what the inventory says. */
  async isStale(): Promise<boolean> {
    const planned = planSync(this.root, { files: await this.#files() });
    if (!planned.ok) throw new Error(JSON.stringify(planned.diagnostics));
    return isStale(planned.value);
  }

  unmerged(): string {
    return this.git('diff', '--name-only', '--diff-filter=U');
  }

  async #files() {
    const rendered = await renderLab(join(this.root, 'inventory'), systems);
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics, null, 1));
    return rendered.value.files;
  }
}

/** The generated files as a machine of the proof gets them, and what a person would have put beside them. */

import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Model } from '../../core/contract.ts';
import { rootOf } from '../../core/facts/backup/places.ts';
import { secretFilesOn } from '../../core/facts/secrets/on-machine.ts';
import type { SecretContent } from '../../core/facts/secrets/secret.ts';
import { storeId } from '../../core/facts/secrets/secret-part.ts';
import { labSecrets } from '../../core/facts/secrets/secrets.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { InsideFiles } from '../../testbed/engine/engine-root.ts';
import { lastLines, run } from '../../tools/process.ts';
import { machineFiles } from '../files/machine-files.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { adaptedCompose } from '../ingress/fixture.ts';

/** What is generated for a machine. Health is checked more often; all else is as generated. */
export function fixtureFiles(files: RecordedFiles, machine: Host | Guest): readonly TakenFile[] {
  return machineFiles(files, machine).map((file) =>
    file.path.endsWith('/compose.yaml') ? { ...file, content: adaptedCompose(file.content) } : file,
  );
}

/** The files below the folder where a machine has this repository. */
export function repositoryFiles(machine: Host | Guest, files: readonly TakenFile[]): InsideFiles {
  const root = rootOf(machine);
  return Object.fromEntries(files.map(({ path, content, mode }) => [`${root}/${path}`, { content, mode }] as const));
}

/** A bare Git repository with the files, as the Git server of the lab has it; gives its path. `folder` is made. */
export async function gitRepository(folder: string, files: readonly TakenFile[]): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  const [work, bare] = [join(folder, 'work'), join(folder, 'lab.git')];
  await mkdir(work, { recursive: true });
  for (const { path, content, mode } of files) {
    await mkdir(dirname(join(work, path)), { recursive: true });
    await writeFile(join(work, path), content, { mode });
  }
  const git = async (...words: string[]) => {
    const identity = ['-c', 'user.name=proof', '-c', 'user.email=proof@example.net', '-c', 'init.defaultBranch=main'];
    const done = await run(['git', ...identity, ...words], { cwd: work });
    if (done.code !== 0) throw new Error(`git ${words[0]}: ${lastLines(done)}`);
  };
  await git('init', '--quiet');
  await git('add', '--all', '--force');
  await git('commit', '--quiet', '--allow-empty', '--message', 'The lab');
  await git('clone', '--quiet', '--bare', work, bare);
  return bare;
}

/** Secrets of the lab for the time of a proof, each by its path on its machine. */
export interface Secrets {
  readonly on: (machine: Host | Guest) => InsideFiles;
  /** What opens a repository now. Those that share a secret share it. */
  readonly passwordOf: (repository: Repository) => string | undefined;
  readonly change: (repository: Repository, password: string) => void;
}

export function makeSecrets(model: Model): Secrets {
  const key = ({ service, password }: Repository) => (service && password ? storeId(service, password) : '');
  const values = new Map(labSecrets(model).map(({ id }) => [id, randomBytes(18).toString('base64url')]));
  const opening = new Set(model.repositories.filter(({ password }) => password).map(key));
  const on = (machine: Host | Guest): InsideFiles =>
    Object.fromEntries(
      secretFilesOn(model, machine).map(({ path, owner, group, mode, content }) => [
        path,
        { content: contentOf(content), mode: Number.parseInt(mode, 8), uid: owner, gid: group },
      ]),
    );
  const contentOf = (content: SecretContent): string => {
    // As a person types it, with the line break.
    if (content.kind === 'value') return `${values.get(content.secret)}${opening.has(content.secret) ? '\n' : ''}`;
    const { quote, lines } = content;
    return lines.map((line) => `${line.name}=${quote}${'text' in line ? line.text : values.get(line.secret)}${quote}\n`).join('');
  };
  return {
    on,
    passwordOf: (repository) => values.get(key(repository)),
    change: (repository, password) => void values.set(key(repository), password),
  };
}

/** A copy of the lab's folder of Ansible, since its programs write beside what they read. */

import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Candidate, Judgement } from '../../../tools/verify/checker.ts';
import { type Fault, inWords } from './fault.ts';

/** Where it is in the repository. */
export const FOLDER = 'infra/ansible';

export interface Copy {
  readonly folder: string;
  /** For programs that are started in it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Makes the copy, works in it and removes it. */
export async function inCopy<T>(root: string, work: (copy: Copy) => Promise<T>): Promise<T> {
  const above = await mkdtemp(join(tmpdir(), 'rackbook-ansible-'));
  const folder = join(above, 'ansible');
  try {
    await cp(join(root, FOLDER), folder, { recursive: true });
    return await work({ folder, env: environment(above) });
  } finally {
    await rm(above, { recursive: true, force: true });
  }
}

/** No settings of this machine or its user count. */
function environment(home: string): Record<string, string> {
  return {
    HOME: home,
    ANSIBLE_HOME: join(home, '.ansible'),
    ANSIBLE_LOCAL_TEMP: join(home, 'tmp'),
    ANSIBLE_COLLECTIONS_PATH: join(home, 'ansible/collections'),
    ANSIBLE_NOCOLOR: '1',
    NO_COLOR: '1',
    LC_ALL: 'C.UTF-8',
  };
}

/** The texts of a copy, by path within the folder. Files that are not text in UTF-8 are left out. */
export async function textsOf(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (!bytes.includes(0)) texts.set(relative(folder, file), bytes.toString('utf8'));
  }
  return texts;
}

/** One verdict a file. What is wrong in a file that was not asked for, such as a template, is said of the one that is nearest to it. */
export function verdicts(files: readonly Candidate[], faults: readonly Fault[]): Judgement[] {
  const said = new Map<string, string[]>(files.map(({ path }) => [path, []]));
  for (const fault of faults) {
    const path = `${FOLDER}/${fault.file}`;
    const own = said.get(path);
    if (own !== undefined) own.push(inWords(fault));
    else said.get(nearest(path, files))?.push(`${fault.file}: ${inWords(fault)}`);
  }
  return files.map(({ path }) => ({ path, ok: said.get(path)?.length === 0, detail: (said.get(path) ?? []).join('\n') }));
}

function nearest(path: string, files: readonly Candidate[]): string {
  const shared = (other: string) => {
    const parts = path.split('/');
    const index = other.split('/').findIndex((part, at) => part !== parts[at]);
    return index < 0 ? parts.length : index;
  };
  return files.map((each) => each.path).toSorted((one, other) => shared(other) - shared(one) || (one < other ? -1 : 1))[0] ?? '';
}

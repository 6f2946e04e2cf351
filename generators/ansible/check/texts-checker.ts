/** What people and pip read beside the playbooks: pages name files and roles that are there, and packages are pinned to what the proof runs. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Checker } from '../../../tools/verify/checker.ts';
import { PACKAGES } from '../facts/versions.ts';
import { FOLDER } from './folder.ts';

const ROLES = 'collections/ansible_collections/rackbook/lab/roles';

export const textsChecker: Checker = {
  id: 'ansible-texts',
  title: 'pages and pins',
  ourReading: true,
  check: (files, { root }) =>
    Promise.all(
      files.map(async ({ path }) => {
        const text = await readFile(join(root, path), 'utf8');
        const faults = path.endsWith('.md') ? pageFaults(root, path, text) : pinFaults(text);
        return { path, ok: faults.length === 0, detail: faults.join('\n') };
      }),
    ),
};

function pageFaults(root: string, path: string, text: string): readonly string[] {
  const there = (name: string) => existsSync(join(root, FOLDER, name)) || existsSync(join(root, dirname(path), name));
  const files = [...text.matchAll(/\b(playbooks\/[\w/-]+\.yml|requirements\.(?:txt|yml))\b/g)].map(([, name = '']) => name);
  const roles = [...text.matchAll(/\brackbook\.lab\.([a-z_]+)\b/g)].map(([, name = '']) => name);
  const parts = (name: string) => [`${ROLES}/${name}`, `${ROLES}/../plugins/modules/${name}.py`];
  return [
    ...(text.startsWith('# ') ? [] : ['It has no title.']),
    ...files.filter((name) => !there(name)).map((name) => `There is no ${name}.`),
    ...roles.filter((name) => !parts(name).some(there)).map((name) => `There is no role or module ${name}.`),
  ];
}

function pinFaults(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const wanted = PACKAGES.map(({ name, version }) => `${name}==${version}`);
  return [
    ...lines.filter((line) => !wanted.includes(line)).map((line) => `${line} is not what the proof runs.`),
    ...wanted.filter((line) => !lines.includes(line)).map((line) => `${line} is missing.`),
  ];
}

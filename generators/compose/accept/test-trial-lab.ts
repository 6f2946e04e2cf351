/** A small lab with one project in it, written into a folder, generated, and read again. */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { stacksOf } from '../../../core/compose/stacks.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { renderLab } from '../../../core/pipeline.ts';
import { written } from '../../../core/plan/change.ts';
import { systems } from '../../../registry/systems.gen.ts';
import type { Declared } from './test-compare.ts';
import { type TrialProject, textOf } from './test-projects.ts';

const LAB = {
  lab: {
    title: 'Trial',
    domain: 'lab.example.net',
    ingress: 'entry',
    compose: { images: 'warn', data: 'warn', variables: 'warn', sockets: 'warn', routes: 'warn' },
  },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
  services: {
    entry: { title: 'Entry', 'runs-on': 'one', compose: { services: { 'lab-entry': { image: 'traefik:v3.6.4' } } } },
  },
};

/** How the project stands in the inventory: a folder of the service, or inline in its file. */
export type Form = 'folder' | 'inline';

export type Trial =
  | { readonly ok: true; readonly folder: string; readonly differences: readonly Declared[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Whether a project says the same inline: it is one text of plain YAML. */
export function fitsInline({ files }: TrialProject): boolean {
  const [only] = Object.values(files);
  const text = textOf(only);
  if (typeof only?.text !== 'string') return false;
  return Object.keys(files).length === 1 && files['compose.yaml'] !== undefined && !/^(\uFEFF|---|\.\.\.|\{)|\r/m.test(text);
}

/** Puts the files of a project into a folder, as a person has them. */
export function writeProject({ files }: Pick<TrialProject, 'files'>, folder: string): void {
  for (const [path, { text, executable }] of Object.entries(files)) put(join(folder, path), text, executable ? 0o755 : 0o644);
}

/** Makes the lab of a project below `root` and generates it there. */
export async function generateProject(project: TrialProject, form: Form, root: string): Promise<Trial> {
  const inventory = join(root, 'inventory');
  const said = { lab: { ...LAB.lab, ...project.lab }, hosts: { one: { ...LAB.hosts.one, ...project.machine } } };
  put(join(inventory, 'lab.yaml'), stringify({ ...LAB, ...said }), 0o644);
  const service = { title: project.id, 'runs-on': 'one', network: 'apps', ...project.service };
  if (form === 'inline') put(join(inventory, `services/${project.id}.yaml`), inlineText(project, service), 0o644);
  else {
    writeProject(project, join(inventory, 'services', project.id));
    put(join(inventory, 'services', project.id, 'service.yaml'), stringify(service), 0o644);
  }
  const rendered = await renderLab(inventory, systems);
  if (!rendered.ok) return { ok: false, diagnostics: rendered.diagnostics };
  const stack = stacksOf(rendered.value.lab.model).find(({ service }) => service.id === project.id);
  if (!stack) throw new Error(`${project.id} has no stack`);
  const folder = dirname(stack.path);
  for (const file of rendered.value.files) if (file.path.startsWith(`${folder}/`)) put(join(root, file.path), written(file), file.mode);
  return { ok: true, folder: join(root, folder), differences: 'differences' in stack ? (stack.differences as readonly Declared[]) : [] };
}

/** Why `gen` writes nothing, one sentence each. */
export function refusals(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, at }) => `gen refuses it: ${code} at ${at ? `${at.file}:${at.line}` : 'no place'}: ${message}`);
}

function inlineText({ files }: TrialProject, service: object): string {
  const indented = (text: string, by: string) => text.replaceAll(/^(?=.)/gm, by);
  const text = textOf(Object.values(files)[0]);
  return `${stringify(service)}compose:\n${indented(text, '  ')}`;
}

function put(path: string, content: string | Uint8Array, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, mode);
}

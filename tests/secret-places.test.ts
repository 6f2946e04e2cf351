/** Whatever generated file names a secret file, the fact of the secrets knows that file: else nothing would put it there. */

import { describe, expect, it } from 'vitest';
import { secretsOf } from '../core/facts/backup/places.ts';
import { secretFilesOn, secretFoldersOn } from '../core/facts/secrets/on-machine.ts';
import { labSecrets } from '../core/facts/secrets/secrets.ts';
import { generate } from '../core/generate.ts';
import { loadLab } from '../core/load.ts';
import { readRuntime } from '../core/read-runtime.ts';
import { systems } from '../registry/systems.gen.ts';
import { LABS } from './labs/labs.ts';

/** Where settings of the lab lie on a machine that are no part of the repository. */
const SETTINGS = '/etc/rackbook';
/** Folders for tokens that a server makes itself, which a script puts there; no store has them before. */
const TOKENS = ['/etc/rackbook/pbs/tokens', '/etc/rackbook/proxmox'];
/** In a script the rest of the path comes from its settings. */
const UNFINISHED = /[$*]/;

describe.each(LABS)('secrets of the lab $name', ({ inventoryDir }) => {
  it('lie where generated files look for them, and nowhere twice', async () => {
    const lab = await loadLab(inventoryDir, systems);
    if (!lab.ok) throw new Error(JSON.stringify(lab.diagnostics));
    const { model } = lab.value;
    const machines = [...model.hosts, ...model.guests];
    const files = machines.flatMap((machine) => secretFilesOn(model, machine));
    for (const machine of machines) {
      const paths = secretFilesOn(model, machine).map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
    }
    const known = new Set([
      ...files.map(({ path }) => path),
      ...TOKENS,
      ...machines.flatMap((machine) => secretFoldersOn(model, machine).map(({ path }) => path)),
    ]);
    const roots = [...new Set([SETTINGS, ...machines.map(secretsOf)])];
    const made = generate(model, systems, [], readRuntime);
    if (!made.ok) throw new Error('no overrides are used here');
    const named = made.value
      .filter(({ path }) => path.startsWith('infra/') && !path.startsWith('infra/recovery/'))
      .flatMap(({ path, content }) =>
        [...String(content).matchAll(/(?<![\w$}.-])\/[^\s"'`:,;<>()]*/g)].map(([text]) => ({ path, text: text.replace(/[.)]+$/, '') })),
      )
      .filter(({ text }) => roots.some((root) => text.startsWith(`${root}/`)) && !UNFINISHED.test(text));
    expect(named.filter(({ text }) => !known.has(text))).toEqual([]);
    if (files.length > 0 && inventoryDir.endsWith('reference')) expect(named.length).toBeGreaterThan(20);
  });

  it('are used by somebody, are in a file or in an environment, and have an id of their own', async () => {
    const lab = await loadLab(inventoryDir, systems);
    if (!lab.ok) throw new Error(JSON.stringify(lab.diagnostics));
    const secrets = labSecrets(lab.value.model);
    for (const { users, files, environment } of secrets) {
      expect(users.length).toBeGreaterThan(0);
      expect(files.length + environment.length).toBeGreaterThan(0);
    }
    expect(new Set(secrets.map(({ id }) => id)).size).toBe(secrets.length);
  });
});

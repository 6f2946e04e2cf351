import { readFileSync } from 'node:fs';
import { systems } from '../../../../registry/systems.gen.ts';
import { loadSources } from '../../../load.ts';
import type { LoadedLab } from '../../../loaded-lab.ts';

/** Loads an inventory of the tests, from a file beside this one or from its text. */
export function loadCase(nameOrText: string): LoadedLab {
  const text = nameOrText.includes('\n') ? nameOrText : readFileSync(new URL(`./${nameOrText}.yaml`, import.meta.url), 'utf8');
  const loaded = loadSources([{ path: 'inventory/case.yaml', text }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ code, message, at }) => `${at?.line}: ${code}: ${message}`).join('\n'));
  return loaded.value;
}

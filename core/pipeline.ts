import type { SystemParts } from './contract.ts';
import type { Result } from './diagnostic.ts';
import { generate } from './generate.ts';
import { loadTexts } from './load.ts';
import type { LoadedLab } from './loaded-lab.ts';
import type { ParseMemory } from './parse/parse-yaml.ts';
import { type InventoryText, readInventory, readOverrides } from './parse/read-inventory.ts';
import type { SourceFile } from './parse/source-file.ts';
import type { WantedFile } from './plan/change.ts';
import { readRuntime } from './read-runtime.ts';

export interface Rendered {
  readonly lab: LoadedLab;
  readonly files: readonly WantedFile[];
}

/** What a run starts from, as texts. */
export interface LabTexts {
  readonly inventory: InventoryText;
  readonly overrides: InventoryText;
}

export type RenderResult = Result<Rendered> & { readonly sources: readonly SourceFile[] };

/** From an inventory folder to the files that it wants. Reads the inventory, writes nothing. */
export async function renderLab(inventoryDir: string, systems: readonly SystemParts[]): Promise<RenderResult> {
  return renderTexts({ inventory: await readInventory(inventoryDir), overrides: await readOverrides(inventoryDir) }, systems);
}

/** {@link renderLab} of an inventory that was read before. */
export function renderTexts({ inventory, overrides }: LabTexts, systems: readonly SystemParts[], memory?: ParseMemory): RenderResult {
  const loaded = loadTexts(inventory, systems, memory);
  const sources = [...loaded.sources, ...overrides.files];
  const unread = overrides.diagnostics;
  if (!loaded.ok) return { ok: false, diagnostics: [...loaded.diagnostics, ...unread], sources };
  if (unread.length > 0) return { ok: false, diagnostics: unread, sources };
  const { model } = loaded.value;
  const generated = generate(model, systems, overrides.files, readRuntime);
  if (!generated.ok) return { ...generated, sources };
  return { ok: true, value: { lab: loaded.value, files: generated.value }, warnings: loaded.warnings, sources };
}

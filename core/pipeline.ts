import type { FoundByRules } from './check/maintained-rules.ts';
import type { SystemParts } from './contract.ts';
import type { Diagnostic, Result } from './diagnostic.ts';
import { generate } from './generate.ts';
import { type LeftOut, NOBODY } from './left-out.ts';
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
  /** What maintained rules found in them. */
  readonly found?: readonly FoundByRules[];
}

export type RenderResult = Result<Rendered> & {
  readonly sources: readonly SourceFile[];
  readonly couldLeaveOut?: () => LeftOut | undefined;
  /** Files with something that only looks like a secret, by what another file may say. */
  readonly excused?: ReadonlySet<string>;
};

/** From an inventory folder to the files that it wants. Reads the inventory, writes nothing. */
export async function renderLab(inventoryDir: string, systems: readonly SystemParts[]): Promise<RenderResult> {
  return renderTexts({ inventory: await readInventory(inventoryDir), overrides: await readOverrides(inventoryDir) }, systems);
}

/** {@link renderLab} of an inventory that was read before. */
export function renderTexts(
  { inventory, overrides, found }: LabTexts,
  systems: readonly SystemParts[],
  memory?: ParseMemory,
  leftOut?: LeftOut,
): RenderResult {
  const loaded = loadTexts(inventory, systems, memory, leftOut, found);
  const sources = [...loaded.sources, ...overrides.files];
  const unread = overrides.diagnostics;
  const { couldLeaveOut, excuses } = loaded;
  if (!loaded.ok) return { ok: false, diagnostics: [...loaded.diagnostics, ...unread], sources, couldLeaveOut };
  if (unread.length > 0) return { ok: false, diagnostics: unread, sources };
  const { model } = loaded.value;
  const generated = generate(model, systems, overrides.files, readRuntime, excuses, loaded.value.labSpan);
  if (!generated.ok) return { ...generated, sources };
  return {
    ok: true,
    value: { lab: loaded.value, files: generated.value },
    warnings: [...loaded.warnings, ...excuses.unneeded(leftOut ?? NOBODY)],
    sources,
    excused: excuses.files,
  };
}

/** A lab without the services that are refused. */
export interface PartialRender {
  readonly rendered: RenderResult;
  readonly leftOut: LeftOut;
  /** What is wrong with what was left out. */
  readonly refused: readonly Diagnostic[];
}

/**
 * {@link renderTexts}, but services with mistakes are left out, and whoever needs them, until the rest has none. What is refused with nothing
 * left out has a mistake that is not one of a service, or is built on one of them.
 */
export function renderWithout(texts: LabTexts, systems: readonly SystemParts[], memory?: ParseMemory): PartialRender {
  let leftOut = NOBODY;
  const refused: Diagnostic[] = [];
  for (;;) {
    const rendered = renderTexts(texts, systems, memory, leftOut);
    if (rendered.ok) return { rendered, leftOut, refused };
    const more = rendered.couldLeaveOut?.();
    const isNew = more !== undefined && [...more.keys()].some((id) => !leftOut.has(id));
    if (!isNew)
      return { rendered: { ...rendered, diagnostics: eachOnce([...refused, ...rendered.diagnostics]) }, leftOut: NOBODY, refused: [] };
    refused.push(...rendered.diagnostics);
    leftOut = new Map([...more, ...leftOut]);
  }
}

/** A mistake that stays when its service is left out is found in each round. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((each) => [`${each.code} ${each.message} ${each.at?.file}:${each.at?.line}:${each.at?.col}`, each]),
    ).values(),
  ];
}

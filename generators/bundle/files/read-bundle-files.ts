import type { Result } from '../../../core/diagnostic.ts';
import type { LoadedLab } from '../../../core/loaded-lab.ts';
import { readOverrides } from '../../../core/parse/read-inventory.ts';
import { readOwned } from '../../../core/plan/read-owned.ts';
import { readLedger } from '../../../core/write/read-ledger.ts';
import type { BundleContents } from './bundle-file.ts';
import { packed } from './pack.ts';
import { tooLarge } from './size-limit.ts';

interface BundleRoots {
  /** Repository of the lab. */
  readonly root: string;
  readonly inventoryDir: string;
}

/**
 * What the bundle of a lab holds: generated files that are still as gen wrote them, the inventory as far as it was read, and the overrides. No
 * folder is searched for more: beside these lie state of Terraform, data of containers, and whatever an editor has left.
 */
export async function readBundleFiles({ model, sources }: LoadedLab, { root, inventoryDir }: BundleRoots): Promise<Result<BundleContents>> {
  const read = readLedger(root);
  const overrides = await readOverrides(inventoryDir);
  const diagnostics = [...(read.ok ? [] : read.diagnostics), ...overrides.diagnostics];
  if (!read.ok || diagnostics.length > 0) return { ok: false, diagnostics };
  const merged = overrides.files.map((file) => ({ ...file, use: 'read' as const }));
  const contents = packed(readOwned(root, read.value.ledger), [...sources, ...merged]);
  const large = tooLarge(model, contents.files);
  return large ? { ok: false, diagnostics: [large] } : { ok: true, value: contents, warnings: [] };
}

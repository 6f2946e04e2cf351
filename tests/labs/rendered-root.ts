import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Rendered, renderLab } from '../../core/pipeline.ts';
import { sync } from '../../core/write/sync.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from './labs.ts';

export interface RenderedRoot extends Rendered {
  /** Folder like a repository after `npm run gen`: inventory, generated files and ledger, and nothing else. */
  readonly root: string;
  readonly inventoryDir: string;
  remove(): void;
}

/** Renders an inventory into a separate folder. `below` has to be there; a tool that runs in a container sees the repository only. */
export async function renderedRoot(inventory = REFERENCE, below = tmpdir()): Promise<RenderedRoot> {
  const root = mkdtempSync(join(below, 'rackbook-lab-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    const inventoryDir = join(root, 'inventory');
    cpSync(inventory, inventoryDir, { recursive: true });
    const rendered = await renderLab(inventoryDir, systems);
    if (!rendered.ok) throw new Error(`${inventory}: ${JSON.stringify(rendered.diagnostics, null, 2)}`);
    const written = await sync(root, { files: rendered.value.files });
    if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
    return { ...rendered.value, root, inventoryDir, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

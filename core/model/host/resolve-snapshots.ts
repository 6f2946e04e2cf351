import type { Snapshots } from './snapshots.ts';
import type { SnapshotsInput } from './snapshots-schema.ts';

export function snapshotsOf(input: SnapshotsInput): Snapshots {
  if (input.tool === 'proxmox') return input;
  if (input.tool === 'btrbk') return { ...input, keep: counts(input.keep), of: input.of.map((mount) => ({ mount: folder(mount) })) };
  if (input.tool === 'sanoid') return { ...input, keep: counts(input.keep), of: input.of.map(mounted) };
  const { size, ...rest } = input;
  return { ...rest, of: input.of.map(mounted), ...(size === undefined ? {} : { size }) };
}

const mounted = <T extends { readonly mount: string }>(source: T): T => ({ ...source, mount: folder(source.mount) });

/** Without a slash at its end. */
const folder = (path: string): string => path.replace(/(?<=.)\/+$/, '');

/** Without the keys that are not said. */
function counts(keep: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(keep).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

import type { Model } from '../../../core/contract.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { BundleFile } from './bundle-file.ts';

const MIB = 1024 * 1024;
/** Files that are named. */
const SHOWN = 5;

/** What is wrong when a bundle would be larger than `systems.bundle.limit`; undefined when it fits. */
export function tooLarge({ lab }: Model, files: readonly BundleFile[]): Diagnostic | undefined {
  const { limit } = lab.systems.bundle;
  const size = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (size <= limit * MIB) return undefined;
  const largest = files.toSorted((a, b) => b.content.byteLength - a.content.byteLength).slice(0, SHOWN);
  const names = largest.map(({ path, content }) => `${path} (${inMiB(content.byteLength)})`).join(', ');
  return {
    code: 'bundle-too-large',
    severity: 'error',
    message: `The recovery bundle would have ${inMiB(size)}, and its limit is ${limit} MiB. The largest files are ${names}.`,
    hint: `Keep data out of the folders of services: put it on the machine, and name it by its absolute path. Or set systems.bundle.limit to ${Math.ceil(size / MIB)}.`,
  };
}

const inMiB = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

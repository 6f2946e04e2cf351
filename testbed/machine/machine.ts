/**
 * A machine for proofs: real systemd as its first process, a Docker Engine as one of its units, files as disks, in its own namespaces.
 *
 * It has this machine's programs and files, with a layer above them that takes every change and vanishes with it. It has no network but
 * its own addresses, no devices but loop devices, and nothing it does reaches outside. When the process that started it dies, it ends too.
 * Needs root.
 */

import { toolsHome } from '../../tools/places.ts';
import { layeredMounts } from '../engine/engine-root.ts';
import { type BootOptions, bootMachine, type Machine } from './boot.ts';
import { MAKE_MACHINE } from './machine-root.ts';

export type { Machine } from './boot.ts';

/** Starts a machine and waits until its systemd answers. Throws with its last words when it does not, and leaves nothing behind. */
export async function startMachine(options: BootOptions): Promise<Machine> {
  return bootMachine({ script: MAKE_MACHINE, words: [...(await layeredMounts()), '--'], env: { TOOLS: toolsHome } }, options);
}

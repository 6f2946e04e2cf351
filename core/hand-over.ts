import type { LoadedLab } from './loaded-lab.ts';

interface Handed {
  readonly inventoryDir: string;
  readonly lab: LoadedLab;
}

let handed: Handed | undefined;

/** Keeps a lab that a command has loaded for the site that it builds: that runs in the same process, and would load it again. */
export function handOver(given: Handed): void {
  handed = given;
}

/** The lab of this inventory folder if it was handed over; undefined where it was not, as when `astro dev` reads it after every edit. */
export function handedOver(inventoryDir: string): LoadedLab | undefined {
  return handed?.inventoryDir === inventoryDir ? handed.lab : undefined;
}

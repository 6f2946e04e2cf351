import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import { folderKey, foldersOf } from '../backup/folders.ts';
import { heldPaths } from '../backup/held-paths.ts';
import { groupByEach } from '../group-by-each.ts';
import { servicesOn } from '../lookup.ts';

/** Services of a machine that keep something of their own in these folders or below them, sorted by id. */
export function keepersBelow(model: Model, machine: Host | Guest, folders: readonly string[]): readonly Service[] {
  const keepers = keepersByFolder(model).get(machine);
  const found = new Set(folders.flatMap((folder) => keepers?.get(folderKey(folder)) ?? []));
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const keepersByFolder = once(
  (model: Model) => new Map([...model.hosts, ...model.guests].map((machine) => [machine, keepersOn(model, machine)])),
);

/** By the key of every folder that holds something of theirs. */
function keepersOn(model: Model, machine: Host | Guest): ReadonlyMap<string, readonly Service[]> {
  return groupByEach(servicesOn(model, machine), (service) => heldPaths(model, service).flatMap(({ own }) => own.flatMap(foldersOf)));
}

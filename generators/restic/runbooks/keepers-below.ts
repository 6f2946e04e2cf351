import type { Model } from '../../../core/contract.ts';
import { folderKey, foldersOf } from '../../../core/facts/backup/folders.ts';
import { groupByEach } from '../../../core/facts/group-by-each.ts';
import { servicesOn } from '../../../core/facts/lookup.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { once } from '../../../lib/once.ts';
import { heldPaths } from './held-paths.ts';

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
